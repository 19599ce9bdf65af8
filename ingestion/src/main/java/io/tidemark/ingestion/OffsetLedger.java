package io.tidemark.ingestion;

import io.tidemark.event.EventLayout;
import io.tidemark.event.GapLayout;
import io.tidemark.event.GapReason;
import io.tidemark.event.KafkaArrival;
import io.tidemark.event.RejectLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.common.TopicPartition;

/**
 * Stands behind a Kafka source, hands on what it reads, and notes the offsets that it skips. Every
 * subtask keeps positions of all partitions that were its own once; of several the furthest counts.
 */
final class OffsetLedger extends ProcessFunction<KafkaArrival, Either<RowData, RowData>>
    implements CheckpointedFunction, CheckpointListener {

  static final OutputTag<RowData> GAPS =
      new OutputTag<>("gaps", InternalTypeInfo.of(GapLayout.table().rowType()));

  private static final long serialVersionUID = 1L;
  private static final ListStateDescriptor<ReadPosition> POSITIONS =
      new ListStateDescriptor<>("positions", Types.POJO(ReadPosition.class));

  private final String stream;
  private final TopicCheck topicCheck;
  private final GapReasons reasons;
  private final GroupOffsets group;
  private final Map<TopicPartition, Long> inTables;
  private final int eventTopic;
  private final int rejectTopic;

  private transient ListState<ReadPosition> saved;
  private transient Map<TopicPartition, ReadPosition> positions;
  private transient ReadEpochs epochs;
  private transient Set<TopicPartition> own;
  private transient boolean shown;

  /**
   * @param inTables the offsets behind which a job goes on that begins from the tables
   */
  OffsetLedger(
      EventLayout layout,
      TopicCheck topicCheck,
      GapReasons reasons,
      GroupOffsets group,
      Map<TopicPartition, Long> inTables) {
    this.stream = layout.stream().name();
    this.topicCheck = topicCheck;
    this.reasons = reasons;
    this.group = group;
    this.inTables = new HashMap<>(inTables);
    this.eventTopic = layout.indexOf(EventLayout.TOPIC);
    this.rejectTopic = RejectLayout.table().rowType().getFieldIndex(EventLayout.TOPIC);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    saved = context.getOperatorStateStore().getUnionListState(POSITIONS);
    positions = new HashMap<>();
    own = new HashSet<>();
    inTables.forEach((partition, next) -> restore(partition, next, false));
    for (ReadPosition position : saved.get()) {
      restore(position.of(), position.next(), position.read());
    }
    epochs = ReadEpochs.restore(context.getOperatorStateStore(), positions);
  }

  private void restore(TopicPartition partition, long next, boolean read) {
    positions.merge(
        partition,
        new ReadPosition(partition.topic(), partition.partition(), next, read),
        (a, b) -> a.next() > b.next() || a.next() == b.next() && a.read() ? a : b);
  }

  /** In every subtask, because the source behind which it stands reads nothing before. */
  @Override
  public void open(OpenContext context) {
    reasons.open();
    group.open();
    topicCheck.check(positions.values(), epochs.known());
  }

  @Override
  public void processElement(
      KafkaArrival message, Context context, Collector<Either<RowData, RowData>> out) {
    Either<RowData, RowData> arrival = message.arrival();
    RowData row = arrival.isLeft() ? arrival.left() : arrival.right();
    int at = arrival.isLeft() ? eventTopic : rejectTopic;
    TopicPartition partition = new TopicPartition(row.getString(at).toString(), row.getInt(at + 1));
    read(partition, row.getLong(at + 2), message.leaderEpoch(), context);
    out.collect(arrival);
  }

  private void read(TopicPartition partition, long offset, int epoch, Context context) {
    ReadPosition before =
        positions.put(
            partition,
            new ReadPosition(partition.topic(), partition.partition(), offset + 1, true));
    int epochBefore = epochs.put(partition, epoch);
    boolean first = own.add(partition);
    if (first && before != null && epoch != epochBefore) {
      checkAgain(before, epochBefore);
    }
    long next = before == null ? 0 : before.next();
    if (offset > next && first) {
      GapReason lost = before == null ? GapReason.BEFORE_START : GapReason.EXPIRED;
      long held = Math.min(offset, Math.max(next, reasons.beginning(partition)));
      note(lost, partition, next, held, context);
      next = held;
    }
    if (offset > next) {
      note(reasons.of(partition.topic()), partition, next, offset, context);
    }
  }

  /**
   * The consumer itself notices if a log loses its end, but only behind messages that it has read:
   * not between the start and the first one.
   */
  private void checkAgain(ReadPosition before, int epoch) {
    if (epoch != KafkaArrival.NO_EPOCH) {
      topicCheck.check(List.of(before), Map.of(before.of(), epoch));
    }
  }

  private void note(
      GapReason reason, TopicPartition partition, long from, long to, Context context) {
    if (to > from) {
      context.output(
          GAPS, GapLayout.row(stream, reason, partition.topic(), partition.partition(), from, to));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    List<ReadPosition> kept =
        positions.values().stream()
            .filter(position -> own.contains(position.of()) || isKeeper(position.partition()))
            .toList();
    saved.update(kept);
    epochs.snapshot(kept);
    group.snapshot(context.getCheckpointId(), shownBy(kept));
  }

  /**
   * What is kept for others only once, at the start: whose it is may show more of it meanwhile, and
   * does so again with every checkpoint.
   */
  private Map<TopicPartition, Long> shownBy(List<ReadPosition> kept) {
    return kept.stream()
        .filter(position -> !shown || own.contains(position.of()))
        .collect(Collectors.toMap(ReadPosition::of, ReadPosition::next));
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    group.completed(checkpoint);
    shown = true;
  }

  @Override
  public void close() {
    group.close();
  }

  /** What nobody has read since the start is kept by one subtask. */
  private boolean isKeeper(int partition) {
    var task = getRuntimeContext().getTaskInfo();
    return partition % task.getNumberOfParallelSubtasks() == task.getIndexOfThisSubtask();
  }
}
