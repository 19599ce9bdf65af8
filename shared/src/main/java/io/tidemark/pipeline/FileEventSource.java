package io.tidemark.pipeline;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.file.FileRowLayout;
import io.tidemark.event.file.ImportFile;
import io.tidemark.pipeline.SqlExpressionPlanner.Computed;
import io.tidemark.pipeline.SqlExpressionPlanner.TypedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;
import org.apache.iceberg.io.FileIO;

/**
 * An {@link EventSource} that imports files: reads their records, computes the values of the
 * stream's columns by SQL, and accepts or rejects the result by the stream's rules. Records do not
 * have the event time as their timestamp, so no feature set can read them; the import job writes
 * them to the event table.
 */
public final class FileEventSource implements EventSource {

  /** Accumulator of the records that were read. */
  public static final String ROWS_READ = "rows-read";

  /** Accumulator of the sizes of the files that were read to their end. */
  public static final String BYTES_READ = "bytes-read";

  static final OutputTag<RowData> REJECTS =
      new OutputTag<>("unfit", InternalTypeInfo.of(RejectLayout.table().rowType()));

  private static final String FILES = "files";
  private static final String UNFIT_UID = "unfit";
  private static final String FAILED_UID = "failed";
  private static final String VALUES_UID = "values";
  private static final String VALUE = "_value_";

  private final Pipeline pipeline;
  private final ImportDefinition definition;
  private final FileIO io;
  private final List<ImportFile> files;

  /**
   * @param files at least one, which {@code io} reaches
   */
  public FileEventSource(
      Pipeline pipeline, ImportDefinition definition, FileIO io, List<ImportFile> files) {
    this.pipeline = pipeline;
    this.definition = definition;
    this.io = io;
    this.files = List.copyOf(files);
  }

  @Override
  public DataStream<DecodedMessage> messages(StreamExecutionEnvironment env, EventLayout layout) {
    FileRowLayout rows = FileRowLayout.of(definition);
    ExpressionGroup evaluation =
        new ExpressionGroup(
            "import " + definition.name(),
            definition.values().stream().map(ImportDefinition.Value::written).toList(),
            RowLabelFormatter.ofFiles());
    SingleOutputStreamOperator<RowData> read = ReadFilesFunction.attach(env, files, definition, io);
    DataStream<RowData> dated =
        AssignTimestampsOperator.attach(read, rows.rowType(), rows.arrivedIndex(), FILES);
    SingleOutputStreamOperator<RowData> guarded =
        RejectFailuresOperator.attach(dated, definition, evaluation);
    TypedRows values = values(guarded, evaluation, rows);
    return AcceptFileRecordsFunction.attach(values, layout, definition)
        .union(
            RejectedRowFunction.attach(read.getSideOutput(REJECTS), layout, UNFIT_UID),
            RejectedRowFunction.attach(guarded.getSideOutput(REJECTS), layout, FAILED_UID));
  }

  /** The records, with the values of the stream's columns in front. */
  private TypedRows values(
      DataStream<RowData> guarded, ExpressionGroup evaluation, FileRowLayout rows) {
    List<Computed> values = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (ImportDefinition.Value value : definition.values()) {
      String name = VALUE + value.column();
      values.add(new Computed(name, value.sql()));
      columns.add(name);
    }
    columns.addAll(rows.rowType().getFieldNames());
    return new SqlExpressionPlanner(guarded.getExecutionEnvironment(), pipeline)
        .computeGuarded(guarded, List.of(values), columns, evaluation, VALUES_UID);
  }
}
