package io.tidemark.feature;

import io.tidemark.aggregate.AggregateOverflowException;
import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.engine.ArrivalOutcome;
import io.tidemark.feature.engine.EventArrival;
import io.tidemark.feature.engine.FeatureRowCollector;
import io.tidemark.feature.engine.StaleRowRange;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.lake.live.ProgressRecord;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.sorted.state.BatchExecutionKeyedStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;

/**
 * Computes the features of one set, keyed by entity, with a {@link
 * io.tidemark.feature.engine.FeatureEngine}: buffers events until no earlier ones can come, then
 * emits their rows, each once.
 *
 * <p>In STREAMING the watermark tells that; an event at or behind it is late: it counts in later
 * rows, gets none of its own, and is reported to {@link #LATE} with the rows that it made stale. In
 * BATCH the input is sorted by entity and time, so each event completes those before it, and the
 * end of the entity the rest; an entity's events are never all held at once.
 *
 * <p>With every checkpoint each subtask reports to {@link #PROGRESS} up to which event time its
 * rows are final; a checkpoint that is committed seals the range up to there.
 */
public final class FeatureOperator extends EntityOperator<RowData> {

  /**
   * Progress reports, rows of {@link ProgressRecord#LAYOUT}. Each checkpoint commits its own: up to
   * which event time the rows of a subtask are final.
   */
  public static final OutputTag<RowData> PROGRESS =
      new OutputTag<>("progress", InternalTypeInfo.of(ProgressRecord.LAYOUT.rowType()));

  /** Late events with the rows that they made stale, rows of {@link LateLedger#LAYOUT}. */
  public static final OutputTag<RowData> LATE =
      new OutputTag<>("late", InternalTypeInfo.of(LateLedger.LAYOUT.rowType()));

  private static final String UID = "features-";
  private static final long serialVersionUID = 1L;

  private final String set;
  private final boolean onGrid;
  private final long completeUpTo;
  private final FeatureRowConverter writer;
  private final LateEntryConverter lateEntry;

  private transient boolean sorted;
  private transient FeatureMetrics metrics;
  private transient StreamRecord<RowData> record;
  private transient long lastCheckpoint;
  private transient boolean finished;

  FeatureOperator(FeatureSet set, SlotPlan plan, long completeUpTo, ReadableConfig settings) {
    super(set, plan, settings);
    this.set = set.name();
    this.onGrid = plan.isOnGrid();
    this.completeUpTo = completeUpTo;
    this.writer = new FeatureRowConverter(set);
    this.lateEntry = new LateEntryConverter(set);
  }

  /**
   * The rows of the set's aggregates.
   *
   * @param events of all its streams, as {@link ProjectEventsOperator} gives them
   * @param completeUpTo event time, epoch milliseconds, exclusive, up to which the end of the input
   *     says that all events have been seen; {@link Long#MIN_VALUE} where it says nothing about
   *     time
   * @param settings of the job; {@link #IN_USE} counts
   */
  public static SingleOutputStreamOperator<RowData> attach(
      DataStream<RowData> events,
      FeatureSet set,
      SlotPlan plan,
      long completeUpTo,
      ReadableConfig settings) {
    FeatureLayout layout = new FeatureLayout(set);
    return events
        .keyBy(new EntityKeySelector(layout.entityType()))
        .transform(
            "features of " + set.name(),
            InternalTypeInfo.of(layout.aggregateRowType()),
            new FeatureOperator(set, plan, completeUpTo, settings))
        .uid(stateOf(set));
  }

  /** Name of a set's operator in checkpoints and savepoints: its uid. */
  public static String stateOf(FeatureSet set) {
    return UID + set.name();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    lastCheckpoint = context.getRestoredCheckpointId().orElse(0);
  }

  @Override
  public void open() throws Exception {
    super.open();
    sorted = getKeyedStateBackend() instanceof BatchExecutionKeyedStateBackend;
    metrics = new FeatureMetrics(getMetricGroup(), set);
    record = new StreamRecord<>(null);
    writer.open();
  }

  @Override
  public void processElement(StreamRecord<RowData> element) throws Exception {
    EventArrival arrival = reader.read(element.getValue());
    CachedEntityState entity = entities.get((RowData) getCurrentKey());
    if (sorted) {
      timers.wakeAtTheEnd(entity);
      pass(entity, arrival.time() - 1);
      accept(entity, arrival);
    } else {
      timers.note(entity);
      accept(entity, arrival);
      timers.arrange(entity);
    }
  }

  private void accept(CachedEntityState entity, EventArrival arrival) {
    ArrivalOutcome outcome = engine.accept(entity.state(), arrival, frontier.finalUpTo());
    switch (outcome) {
      case PENDING -> {}
      case DUPLICATE -> metrics.duplicates(1);
      case CONFLICTING -> {
        metrics.duplicates(1);
        enterLedger(entity, arrival, outcome);
      }
      case LATE, FORGOTTEN -> {
        metrics.late(outcome);
        enterLedger(entity, arrival, outcome);
      }
    }
    frontier.saw(arrival.time());
  }

  private void enterLedger(CachedEntityState entity, EventArrival arrival, ArrivalOutcome outcome) {
    long finalUpTo = frontier.finalUpTo();
    StaleRowRange stale = engine.stale(entity.state(), arrival, outcome, finalUpTo);
    if (!stale.isEmpty()) {
      RowData entry = lateEntry.write(entity.key(), arrival, stale, finalUpTo);
      output.collect(LATE, new StreamRecord<>(entry));
    }
  }

  @Override
  void rowsAreDue(InternalTimer<RowData, VoidNamespace> timer) throws Exception {
    CachedEntityState entity = entities.get(timer.getKey());
    if (sorted) {
      pass(entity, onGrid ? completeUpTo - 1 : Long.MAX_VALUE);
      entities.drop();
    } else {
      timers.noteAtRow(entity);
      pass(entity, frontier.finalUpTo());
      timers.arrange(entity);
    }
  }

  @Override
  void eventsExpire(InternalTimer<RowData, VoidNamespace> timer) throws Exception {
    CachedEntityState entity = entities.get(timer.getKey());
    pass(entity, frontier.finalUpTo());
    if (engine.forget(entity.state(), timer.getTimestamp())) {
      entities.remove(entity);
    } else {
      timers.arrangeExpiry(entity);
    }
  }

  /** Emits the rows up to a time; an overflow suppresses restarts, for it would come again. */
  private void pass(CachedEntityState entity, long upTo) {
    FeatureRowCollector rows =
        (time, trigger, values) -> {
          metrics.row();
          output.collect(record.replace(writer.write(entity.key(), time, trigger, values), time));
        };
    try {
      metrics.duplicates(engine.pass(entity.state(), upTo, rows));
    } catch (AggregateOverflowException e) {
      throw new SuppressRestartsException(e);
    }
  }

  /**
   * The last watermark says that the input is complete, not that time goes on for ever: no event
   * expires by it, and no row at a grid point follows from it.
   */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    boolean complete = mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp();
    if (sorted || !complete) {
      frontier.advance(mark.getTimestamp());
      super.processWatermark(mark);
      return;
    }
    if (!onGrid) {
      frontier.advance(mark.getTimestamp());
      getTimeServiceManager().orElseThrow().advanceWatermark(new Watermark(frontier.newest()));
    }
    output.emitWatermark(mark);
  }

  /** Reports ahead of the barrier, so that the checkpoint that a report names also commits it. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    lastCheckpoint = checkpointId;
    if (!finished) {
      report(checkpointId);
    }
  }

  /**
   * The sinks take nothing after their input has ended, so the last checkpoint is reported ahead of
   * it.
   */
  @Override
  public void finish() throws Exception {
    super.finish();
    finished = true;
    report(lastCheckpoint + 1);
  }

  private void report(long checkpointId) {
    RowData report =
        GenericRowData.of(
            StringData.fromString(set),
            StringData.fromString(getRuntimeContext().getJobInfo().getJobId().toHexString()),
            checkpointId,
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
            frontier.finalUpTo(),
            getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    output.collect(PROGRESS, new StreamRecord<>(report));
  }
}
