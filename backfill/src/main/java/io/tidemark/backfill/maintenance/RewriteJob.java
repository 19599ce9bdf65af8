package io.tidemark.backfill.maintenance;

import io.tidemark.definition.Environment;
import io.tidemark.lake.read.DecimalPrecisionConverter;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagingWriter;
import io.tidemark.pipeline.JobSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/**
 * Reads the files of a {@link RewriteBatch} and writes their rows once more, sorted, as a BATCH
 * job; {@link RowCountCheck} follows.
 */
final class RewriteJob {

  private final Environment environment;

  /**
   * Files that were written; no snapshot names them yet.
   *
   * @param rowsRead rows of the files that were read, without those that were deleted since
   */
  record Rewritten(List<StagedFile> files, long rowsRead) {}

  RewriteJob(Environment environment) {
    this.environment = environment;
  }

  /** Leaves nothing behind if it fails. */
  Rewritten run(Table table, RewriteBatch batch) throws Exception {
    Configuration settings = JobSettings.batch(environment);
    settings.set(PipelineOptions.NAME, "tidemark maintain " + table.name());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    CloseableIterator<StagedFile> result =
        StagingWriter.again(table, rows(env, table, batch)).collectAsync();
    JobClient job = env.executeAsync();
    List<StagedFile> files = new ArrayList<>();
    try (result) {
      result.forEachRemaining(files::add);
    }
    long rowsRead =
        job.getJobExecutionResult().get().getAccumulatorResult(DataFileReadFunction.ROWS);
    return new Rewritten(files, rowsRead);
  }

  private static DataStream<RowData> rows(
      StreamExecutionEnvironment env, Table table, RewriteBatch batch) {
    DataStream<RowData> rows = DataFileReadFunction.attach(env, table, batch);
    return DecimalPrecisionConverter.attach(rows, table, FlinkSchemaUtil.convert(table.schema()));
  }
}
