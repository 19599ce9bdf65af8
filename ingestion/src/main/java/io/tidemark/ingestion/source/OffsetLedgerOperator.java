package io.tidemark.ingestion.source;

import io.tidemark.event.EventLayout;
import io.tidemark.event.GapLayout;
import io.tidemark.event.GapReason;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessageType;
import io.tidemark.event.decoder.MessagePosition;
import io.tidemark.ingestion.ReadPosition;
import io.tidemark.ingestion.source.OffsetGapRegistry.Passed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.common.TopicPartition;

/**
 * Accounts for every Kafka offset of a stream: keeps the next offset of each partition in its
 * state, hands the messages on, and emits a row of {@link GapLayout} for offsets that were skipped.
 *
 * <p>A gap is noted when the next message shows it, and with every checkpoint as far as {@link
 * OffsetGapRegistry} says that the consumer has come, though no message follows. So the tables
 * account for all offsets that the checkpoint has behind it, and a restart neither forgets a gap
 * nor notes it twice.
 *
 * <p>The state is a union list: a partition may be assigned to any subtask after a restart. Every
 * subtask keeps the positions of the partitions that were ever its own; of several the furthest
 * counts.
 */
final class OffsetLedgerOperator extends AbstractStreamOperator<DecodedMessage>
    implements OneInputStreamOperator<DecodedMessage, DecodedMessage> {

  static final OutputTag<RowData> GAPS =
      new OutputTag<>("gaps", InternalTypeInfo.of(GapLayout.table().rowType()));

  private static final String UID = "offsets-";
  private static final long serialVersionUID = 1L;
  private static final ListStateDescriptor<ReadPosition> POSITIONS =
      new ListStateDescriptor<>("positions", Types.POJO(ReadPosition.class));

  private final String stream;
  private final ReaderName source;
  private final TopicContinuityCheck topicCheck;
  private final GapReasonResolver reasons;
  private final GroupOffsetCommitter group;
  private final Map<TopicPartition, Long> inTables;

  private transient ListState<ReadPosition> saved;
  private transient Map<TopicPartition, ReadPosition> positions;
  private transient LeaderEpochState epochs;
  private transient Set<TopicPartition> own;
  private transient Set<TopicPartition> heardOf;
  private transient OffsetGapRegistry passed;
  private transient boolean shown;

  /**
   * @param source what the readers of the source are called
   * @param inTables the offsets behind which a job goes on that begins from the tables
   */
  OffsetLedgerOperator(
      String stream,
      ReaderName source,
      TopicContinuityCheck topicCheck,
      GapReasonResolver reasons,
      GroupOffsetCommitter group,
      Map<TopicPartition, Long> inTables) {
    this.stream = stream;
    this.source = source;
    this.topicCheck = topicCheck;
    this.reasons = reasons;
    this.group = group;
    this.inTables = new HashMap<>(inTables);
  }

  /** The messages; the gaps between them are in {@link #GAPS}. */
  static SingleOutputStreamOperator<DecodedMessage> attach(
      DataStream<DecodedMessage> messages, EventLayout layout, OffsetLedgerOperator ledger) {
    String stream = layout.stream().name();
    return messages
        .transform("offsets " + stream, DecodedMessageType.of(layout), ledger)
        .uid(UID + stream);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    saved = context.getOperatorStateStore().getUnionListState(POSITIONS);
    positions = new HashMap<>();
    own = new HashSet<>();
    heardOf = new HashSet<>();
    inTables.forEach((partition, next) -> restore(partition, next, false));
    for (ReadPosition position : saved.get()) {
      restore(position.of(), position.next(), position.read());
    }
    epochs = LeaderEpochState.restore(context.getOperatorStateStore(), positions);
  }

  private void restore(TopicPartition partition, long next, boolean read) {
    positions.merge(
        partition,
        new ReadPosition(partition.topic(), partition.partition(), next, read),
        (a, b) -> a.next() > b.next() || a.next() == b.next() && a.read() ? a : b);
  }

  /**
   * Compares the restored positions with Kafka in every subtask: the source, chained in front of
   * it, reads nothing before this returns, so nothing is read from a log that was truncated.
   */
  @Override
  public void open() throws Exception {
    super.open();
    passed =
        OffsetGapRegistry.open(
            source.of(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask()));
    reasons.open();
    group.open();
    topicCheck.check(positions.values(), epochs.known());
  }

  @Override
  public void processElement(StreamRecord<DecodedMessage> element) {
    MessagePosition at = element.getValue().position();
    read(new TopicPartition(at.topic(), at.partition()), at.offset(), at.leaderEpoch());
    output.collect(element);
  }

  private void read(TopicPartition partition, long offset, int epoch) {
    checkFirst(partition, epoch);
    if (own.add(partition)) {
      begin(partition, passed.startOf(partition).orElse(null), offset);
    }
    moveTo(partition, offset, reasons::of);
    move(partition, offset + 1);
    epochs.put(partition, epoch);
  }

  /**
   * Notes a gap before the offset at which the source has begun: it was not there when the tables
   * had nothing yet, was deleted where they say that it comes next, or was passed before a
   * checkpoint, by a consumer that was a moment ahead of this.
   *
   * @param start null if it is not known: then what Kafka holds
   * @param limit begin no later than that
   */
  private void begin(TopicPartition partition, Long start, long limit) {
    ReadPosition before = positions.get(partition);
    long from = start == null ? reasons.beginning(partition) : start;
    moveTo(
        partition,
        Math.min(limit, from),
        topic ->
            before == null
                ? GapReason.BEFORE_START
                : before.read() ? reasons.of(topic) : GapReason.EXPIRED);
  }

  /** Notes all up to an offset that has not been read as skipped. */
  private void moveTo(TopicPartition partition, long offset, Function<String, GapReason> reason) {
    ReadPosition before = positions.get(partition);
    long next = before == null ? 0 : before.next();
    if (offset > next) {
      RowData gap =
          GapLayout.row(
              stream,
              reason.apply(partition.topic()),
              partition.topic(),
              partition.partition(),
              next,
              offset);
      output.collect(GAPS, new StreamRecord<>(gap));
    }
    move(partition, Math.max(next, offset));
  }

  private void move(TopicPartition partition, long next) {
    positions.put(
        partition, new ReadPosition(partition.topic(), partition.partition(), next, true));
  }

  /**
   * The consumer itself notices if a log loses its end, but only behind messages that it has read:
   * not between the start and the first one.
   */
  private void checkFirst(TopicPartition partition, int epoch) {
    if (!heardOf.add(partition)) {
      return;
    }
    ReadPosition before = positions.get(partition);
    Integer known = epochs.known().get(partition);
    if (before != null && known != null && known != epoch) {
      topicCheck.check(List.of(before), Map.of(partition, known));
    }
  }

  /**
   * Advances to the consumer's position before the barrier, so that the gaps are emitted and
   * committed with the same checkpoint as the positions behind them.
   */
  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    passed
        .starts()
        .forEach(
            (partition, start) -> {
              if (own.add(partition)) {
                begin(partition, start, Long.MAX_VALUE);
              }
              long next = positions.get(partition).next();
              passed.behind(partition, next).ifPresent(to -> pass(partition, to));
              passed.forgetBefore(partition, next);
            });
  }

  private void pass(TopicPartition partition, Passed to) {
    checkFirst(partition, to.epoch());
    moveTo(partition, to.next(), reasons::of);
    epochs.put(partition, to.epoch());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<ReadPosition> kept =
        positions.values().stream()
            .filter(position -> own.contains(position.of()) || isKeeper(position.partition()))
            .toList();
    saved.update(kept);
    epochs.snapshot(kept);
    group.snapshot(context.getCheckpointId(), shownBy(kept));
  }

  /**
   * Positions to show in the consumer group. Those kept for other subtasks are shown only with the
   * first checkpoint: later, their owner may be further, and shows them with every checkpoint.
   */
  private Map<TopicPartition, Long> shownBy(List<ReadPosition> kept) {
    return kept.stream()
        .filter(position -> !shown || own.contains(position.of()))
        .collect(Collectors.toMap(ReadPosition::of, ReadPosition::next));
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    group.completed(checkpoint);
    shown = true;
  }

  @Override
  public void close() throws Exception {
    if (passed != null) {
      passed.close();
    }
    group.close();
    super.close();
  }

  /** Exactly one subtask keeps the position of a partition that none has read since the start. */
  private boolean isKeeper(int partition) {
    var task = getRuntimeContext().getTaskInfo();
    return partition % task.getNumberOfParallelSubtasks() == task.getIndexOfThisSubtask();
  }
}
