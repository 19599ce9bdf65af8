package io.tidemark.ingestion.sink;

import io.tidemark.ingestion.kafka.TransactionFence;
import io.tidemark.lake.live.WriterLeaseCheck;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.table.data.RowData;

/**
 * Kafka sink that keeps a superseded run from its topic. A job that was suspended and wakes up
 * behind its successor would otherwise leave an old row of an entity as the newest.
 *
 * <p>For at-least-once the writer is {@link FencedWriter}, since Flink's has no transactional id
 * that could be fenced; for exactly-once it is Flink's in a {@link LeaseCheckedWriter}. Writer
 * state and committer are Flink's in both cases, so that a checkpoint serves both guarantees;
 * {@link LossReportingCommitter} listens to the committer.
 */
final class FencedSink
    implements Sink<RowData>,
        SupportsWriterState<RowData, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable>,
        LineageVertexProvider {

  private static final String UID = "topic-";
  private static final long serialVersionUID = 1L;

  private final KafkaSink<RowData> sink;
  private final boolean exactlyOnce;
  private final Properties producer;
  private final String transactions;
  private final KafkaRecordSerializationSchema<RowData> messages;
  private final WriterLeaseCheck owner;
  private final LostTransactionHandler losses;

  /**
   * @param producer properties of its producers
   * @param transactions prefix of the ids of its transactions; no other sink has it
   * @param owner of the table with the same rows
   * @param losses told of transactions that Kafka has given up
   */
  FencedSink(
      KafkaSink<RowData> sink,
      boolean exactlyOnce,
      Properties producer,
      String transactions,
      KafkaRecordSerializationSchema<RowData> messages,
      WriterLeaseCheck owner,
      LostTransactionHandler losses) {
    this.sink = sink;
    this.exactlyOnce = exactlyOnce;
    this.producer = producer;
    this.transactions = transactions;
    this.messages = messages;
    this.owner = owner;
    this.losses = losses;
  }

  /**
   * Ends the rows in the sink.
   *
   * @param topic that it sends to
   * @param what the rows are called, unlike any others of the job; the topic's name may change
   */
  static void attach(DataStream<RowData> rows, FencedSink sink, String topic, String what) {
    rows.sinkTo(sink).name("topic " + topic).uid(UID + what);
  }

  @Override
  public StatefulSinkWriter<RowData, KafkaWriterState> createWriter(WriterInitContext context)
      throws IOException {
    return restoreWriter(context, List.of());
  }

  /**
   * Checks the lease before a writer is made: as it opens, Flink's exactly-once writer aborts
   * transactions that are open, also those of a successor.
   */
  @Override
  public StatefulSinkWriter<RowData, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    owner.require();
    return exactlyOnce
        ? new LeaseCheckedWriter<>(sink.restoreWriter(context, state), owner)
        : fenced(context);
  }

  private FencedWriter fenced(WriterInitContext context) throws IOException {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    FencedWriter writer =
        new FencedWriter(
            producer,
            TransactionFence.id(transactions, subtask),
            messages,
            owner,
            context.metricGroup());
    writer.open(context.asSerializationSchemaInitializationContext());
    writer.commitRegularly(context.getProcessingTimeService());
    return writer;
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    losses.open(context.metricGroup());
    return new LossReportingCommitter(sink.createCommitter(context), losses);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }

  @Override
  public LineageVertex getLineageVertex() {
    return sink.getLineageVertex();
  }
}
