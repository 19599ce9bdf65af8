package io.tidemark.feature;

import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.maths.EntityState;
import io.tidemark.feature.maths.Event;
import io.tidemark.feature.maths.FeatureEngine;
import io.tidemark.feature.maths.FeatureOverflowException;
import io.tidemark.feature.maths.FeaturePlan;
import io.tidemark.feature.maths.RowConsumer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.util.Collector;

/**
 * Runs the features of one set: keeps events until the watermark has passed their time, then writes
 * one row for each.
 *
 * <p>An event at or behind the watermark is late: it takes part in later rows and gets none of its
 * own.
 */
public final class FeatureFunction extends KeyedProcessFunction<RowData, RowData, RowData>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final String set;
  private final FeaturePlan plan;
  private final EventReader reader;
  private final String[] inputs;
  private final Values.Conversion[] results;
  private final SameDefinition definition;
  private final long completeUpTo;
  private final Frontier frontier = new Frontier();

  private transient FeatureEngine engine;
  private transient ValueState<EntityState> entities;
  private transient FeatureMetrics metrics;
  private transient StringData[] streams;

  /**
   * @param completeUpTo event time, epoch milliseconds, exclusive, up to which all events have been
   *     seen at the input's end; {@link Long#MIN_VALUE} where that end says nothing about time
   */
  public FeatureFunction(FeatureSet set, SlotPlan plan, long completeUpTo) {
    this.completeUpTo = completeUpTo;
    this.set = set.name();
    this.plan = plan.features();
    this.definition = new SameDefinition(set, plan);
    this.reader = new EventReader(new ProjectedLayout(set, plan.slots()), plan.slots());
    this.inputs = set.inputs().stream().map(FeatureSet.Input::stream).toArray(String[]::new);
    List<Feature.Aggregate> aggregates = set.aggregates();
    this.results =
        aggregates.stream().map(a -> Values.toFlink(a.type())).toArray(Values.Conversion[]::new);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    definition.restore(context);
    frontier.restore(context);
  }

  @Override
  public void open(OpenContext context) {
    engine = new FeatureEngine(plan);
    streams = Stream.of(inputs).map(StringData::fromString).toArray(StringData[]::new);
    metrics = new FeatureMetrics(getRuntimeContext().getMetricGroup(), set);
    entities =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("entity", EntityStateSerializer.INSTANCE));
  }

  @Override
  public void processElement(RowData row, Context context, Collector<RowData> out)
      throws Exception {
    Event event = reader.read(row);
    EntityState state = entities.value();
    if (state == null) {
      state = new EntityState();
    }
    switch (engine.accept(state, event, frontier.finalUpTo())) {
      case PENDING -> context.timerService().registerEventTimeTimer(event.time());
      case LATE -> metrics.late();
      case DUPLICATE -> metrics.duplicates(1);
      case FORGOTTEN -> metrics.forgotten();
    }
    frontier.saw(event.time());
    entities.update(state);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<RowData> out) throws Exception {
    EntityState state = entities.value();
    RowData entity = context.getCurrentKey();
    metrics.duplicates(
        pass(
            state,
            time,
            (trigger, values) -> {
              metrics.row();
              out.collect(row(entity, trigger, values));
            }));
    entities.update(state);
  }

  /** A value that does not fit will not fit after a restart either. */
  private int pass(EntityState state, long time, RowConsumer rows) {
    try {
      return engine.pass(state, time, rows);
    } catch (FeatureOverflowException e) {
      throw new SuppressRestartsException(e);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    definition.snapshot();
    frontier.snapshot();
  }

  void advance(long watermark) {
    frontier.advance(watermark);
  }

  long finalUpTo() {
    return frontier.finalUpTo();
  }

  private RowData row(RowData entity, Event trigger, Object[] values) {
    int arity = entity.getArity();
    GenericRowData row = new GenericRowData(arity + 3 + results.length);
    reader.copyEntity(entity, row);
    row.setField(arity, TimestampData.fromEpochMillis(trigger.time()));
    row.setField(arity + 1, StringData.fromString(trigger.id()));
    row.setField(arity + 2, streams[trigger.stream()]);
    for (int i = 0; i < results.length; i++) {
      row.setField(arity + 3 + i, results[i].apply(values[i]));
    }
    return row;
  }
}
