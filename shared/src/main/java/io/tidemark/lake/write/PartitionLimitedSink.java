package io.tidemark.lake.write;

import io.tidemark.lake.live.LiveTableLoader;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.iceberg.io.WriteResult;

/**
 * Iceberg's sink with {@link PartitionLimitedWriter} around its writers. Iceberg's own keep a file
 * per partition open until the next checkpoint, so that rows of a thousand days fill the heap. All
 * else passes through to Iceberg.
 */
final class PartitionLimitedSink
    implements Sink<RowData>,
        SupportsPreWriteTopology<RowData>,
        SupportsCommitter<Object>,
        SupportsPreCommitTopology<WriteResult, Object>,
        SupportsPostCommitTopology<Object> {

  private static final long serialVersionUID = 1L;

  private final IcebergSink sink;
  private final Table table;
  private final RowType rowType;
  private final TableLoader loader;

  private PartitionLimitedSink(IcebergSink sink, Table table, RowType rowType, TableLoader loader) {
    this.sink = sink;
    this.table = table;
    this.rowType = rowType;
    this.loader = loader;
  }

  /**
   * The rows as Iceberg's builder has to see them, for it puts the sink to them itself.
   *
   * @param loader that the builder is given as well
   */
  static DataStream<RowData> input(
      DataStream<RowData> rows, Table table, RowType rowType, TableLoader loader) {
    Table copy = SerializableTable.copyOf(table);
    return new DataStream<>(rows.getExecutionEnvironment(), rows.getTransformation()) {
      @Override
      public DataStreamSink<RowData> sinkTo(Sink<RowData> sink) {
        return super.sinkTo(new PartitionLimitedSink((IcebergSink) sink, copy, rowType, loader));
      }
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public SinkWriter<RowData> createWriter(WriterInitContext context) throws IOException {
    SinkWriter<RowData> writer = sink.createWriter(context);
    return table.spec().isPartitioned()
        ? new PartitionLimitedWriter(
            (CommittingSinkWriter<RowData, WriteResult>) writer,
            new OpenPartitionTracker(table, rowType))
        : writer;
  }

  @Override
  public DataStream<RowData> addPreWriteTopology(DataStream<RowData> rows) {
    return sink.addPreWriteTopology(rows);
  }

  @Override
  public SimpleVersionedSerializer<WriteResult> getWriteResultSerializer() {
    return sink.getWriteResultSerializer();
  }

  @Override
  public DataStream<CommittableMessage<Object>> addPreCommitTopology(
      DataStream<CommittableMessage<WriteResult>> results) {
    return preCommit().addPreCommitTopology(results);
  }

  @Override
  public Committer<Object> createCommitter(CommitterInitContext context) throws IOException {
    if (loader instanceof LiveTableLoader live) {
      live.runsIn(context.getJobInfo().getJobId().toString());
    }
    return committing().createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<Object> getCommittableSerializer() {
    return committing().getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<Object>> committables) {
    postCommit().addPostCommitTopology(committables);
  }

  // Iceberg's type of committables is not public; it goes from Iceberg to Iceberg.

  @SuppressWarnings("unchecked")
  private SupportsCommitter<Object> committing() {
    return (SupportsCommitter<Object>) (SupportsCommitter<?>) sink;
  }

  @SuppressWarnings("unchecked")
  private SupportsPreCommitTopology<WriteResult, Object> preCommit() {
    return (SupportsPreCommitTopology<WriteResult, Object>)
        (SupportsPreCommitTopology<WriteResult, ?>) sink;
  }

  @SuppressWarnings("unchecked")
  private SupportsPostCommitTopology<Object> postCommit() {
    return (SupportsPostCommitTopology<Object>) (SupportsPostCommitTopology<?>) sink;
  }
}
