package io.tidemark.pipeline;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import io.tidemark.event.decoder.DecodedMessageType;
import io.tidemark.event.file.FileRecordConverter;
import io.tidemark.event.file.FileRowLayout;
import io.tidemark.event.file.ImportFile;
import io.tidemark.event.file.ImportFileReader;
import io.tidemark.pipeline.SqlExpressionPlanner.Computed;
import io.tidemark.pipeline.SqlExpressionPlanner.TypedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
    SingleOutputStreamOperator<RowData> read = read(env, rows);
    SingleOutputStreamOperator<RowData> guarded =
        read.transform(
                "date files", read.getType(), new AssignTimestampsOperator(rows.arrivedIndex()))
            .uid("date-files")
            .transform(
                "guard " + definition.name(),
                read.getType(),
                new RejectFailuresOperator(
                    evaluation, new FileRecordConverter(definition, rows.rowType(), 0)))
            .uid("guard-files");
    return accepted(guarded, evaluation, rows, layout)
        .union(rejects(read, layout, "unfit"), rejects(guarded, layout, "failed"));
  }

  private SingleOutputStreamOperator<RowData> read(
      StreamExecutionEnvironment env, FileRowLayout rows) {
    return env.fromData(files, TypeInformation.of(ImportFile.class))
        .name("files")
        .uid("files")
        .rebalance()
        .process(new ReadFilesFunction(definition.stream(), new ImportFileReader(definition, io)))
        .returns(InternalTypeInfo.of(rows.rowType()))
        .name("records")
        .uid("records");
  }

  private DataStream<DecodedMessage> accepted(
      DataStream<RowData> guarded,
      ExpressionGroup evaluation,
      FileRowLayout rows,
      EventLayout layout) {
    List<Computed> values = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (ImportDefinition.Value value : definition.values()) {
      String name = VALUE + value.column();
      values.add(new Computed(name, value.sql()));
      columns.add(name);
    }
    columns.addAll(rows.rowType().getFieldNames());
    TypedRows typed =
        new SqlExpressionPlanner(guarded.getExecutionEnvironment(), pipeline)
            .computeGuarded(guarded, List.of(values), columns, evaluation, "values");
    return typed
        .rows()
        .map(
            new AcceptFileRecordsFunction(layout.stream(), definition, typed.type()),
            DecodedMessageType.of(layout))
        .name("accept history")
        .uid("accept-history");
  }

  private static DataStream<DecodedMessage> rejects(
      SingleOutputStreamOperator<RowData> from, EventLayout layout, String uid) {
    return from.getSideOutput(REJECTS)
        .map(Rejected::ofHistory, DecodedMessageType.of(layout))
        .name(uid)
        .uid(uid);
  }
}
