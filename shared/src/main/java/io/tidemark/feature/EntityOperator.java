package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.engine.FeatureEngine;
import io.tidemark.feature.engine.FeaturePlan;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.table.data.RowData;

/**
 * The base of operators that hold the state of a feature set, keyed by entity. {@link
 * HistoryOperator} writes the state that a {@link FeatureOperator} restores, so both share names
 * and types of all state here.
 */
abstract class EntityOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<RowData, T> {

  /** Budget of {@link EntityStateCache} a subtask, in stored bytes. */
  public static final ConfigOption<MemorySize> IN_USE =
      ConfigOptions.key("tidemark.entities-in-use.size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "of each subtask and feature set: entities kept as objects in front of the state"
                  + " backend, in stored bytes, of which the heap takes several times as many;"
                  + " others are read and written one by one");

  private static final long serialVersionUID = 1L;

  final FeaturePlan plan;
  final EventArrivalConverter reader;
  final FinalityTracker frontier = new FinalityTracker();

  transient EntityStateCache entities;
  transient FeatureEngine engine;
  transient EntityTimers timers;

  private final long inUse;
  private final FingerprintStateCheck definition;

  /**
   * @param settings of the job; {@link #IN_USE} counts
   */
  EntityOperator(FeatureSet set, SlotPlan plan, ReadableConfig settings) {
    this.plan = plan.features();
    this.inUse = settings.get(IN_USE).getBytes();
    this.reader = new EventArrivalConverter(new ProjectedLayout(set, plan.slots()), plan.slots());
    this.definition = new FingerprintStateCheck(set, plan);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    definition.restore(context);
    frontier.restore(context);
  }

  @Override
  public void open() throws Exception {
    super.open();
    entities = new EntityStateCache(this::setCurrentKey, getKeyedStateStore(), plan, inUse);
    engine = entities.engine();
    timers =
        new EntityTimers(
            service("rows", this::rowsAreDue), service("expiry", this::eventsExpire), engine);
  }

  private InternalTimerService<VoidNamespace> service(String name, OnTimer onTimer) {
    return getInternalTimerService(name, VoidNamespaceSerializer.INSTANCE, onTimer);
  }

  abstract void rowsAreDue(InternalTimer<RowData, VoidNamespace> timer) throws Exception;

  abstract void eventsExpire(InternalTimer<RowData, VoidNamespace> timer) throws Exception;

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    entities.flush(); // the state backend takes its own snapshot after this method
    definition.snapshot();
    frontier.snapshot();
  }

  /** Called by a timer of event time; there are no others. */
  @FunctionalInterface
  private interface OnTimer extends Triggerable<RowData, VoidNamespace> {
    @Override
    default void onProcessingTime(InternalTimer<RowData, VoidNamespace> timer) {
      throw new UnsupportedOperationException("Features know no processing time.");
    }
  }
}
