package io.tidemark.pipeline;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.RejectedException;
import io.tidemark.event.file.FileRowLayout;
import io.tidemark.event.file.ImportFile;
import io.tidemark.event.file.ImportFileReader;
import io.tidemark.event.file.UnreadableFileException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.iceberg.io.FileIO;

/**
 * Reads the records of files with an {@link ImportFileReader}; those that do not fit their columns
 * go to a side output as rejects.
 */
final class ReadFilesFunction extends ProcessFunction<ImportFile, RowData> {

  private static final String FILES_UID = "files";
  private static final String UID = "records";
  private static final long serialVersionUID = 1L;

  private final String stream;
  private final ImportFileReader reader;
  private transient LongCounter rows;
  private transient LongCounter bytes;

  private ReadFilesFunction(String stream, ImportFileReader reader) {
    this.stream = stream;
    this.reader = reader;
  }

  /**
   * The records of the files, rows of a {@link FileRowLayout}.
   *
   * @param files at least one, which {@code io} reaches
   */
  static SingleOutputStreamOperator<RowData> attach(
      StreamExecutionEnvironment env,
      List<ImportFile> files,
      ImportDefinition definition,
      FileIO io) {
    return env.fromData(files, TypeInformation.of(ImportFile.class))
        .name("files")
        .uid(FILES_UID)
        .rebalance()
        .process(new ReadFilesFunction(definition.stream(), new ImportFileReader(definition, io)))
        .returns(InternalTypeInfo.of(FileRowLayout.of(definition).rowType()))
        .name("records")
        .uid(UID);
  }

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getLongCounter(FileEventSource.ROWS_READ);
    bytes = getRuntimeContext().getLongCounter(FileEventSource.BYTES_READ);
  }

  @Override
  public void processElement(ImportFile file, Context context, Collector<RowData> out)
      throws IOException {
    try (ImportFileReader.Records records = reader.open(file)) {
      while (records.advance()) {
        emit(file, records, context, out);
        rows.add(1);
      }
    }
    bytes.add(file.bytes());
  }

  @Override
  public void close() {
    reader.close();
  }

  private void emit(
      ImportFile file, ImportFileReader.Records records, Context context, Collector<RowData> out)
      throws UnreadableFileException {
    RowData row;
    try {
      row = records.read();
    } catch (RejectedException e) {
      context.output(FileEventSource.REJECTS, RejectLayout.row(stream, records.message(), e));
      return;
    }
    out.collect(row);
  }
}
