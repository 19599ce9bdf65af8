package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.engine.EventArrival;
import io.tidemark.feature.engine.FeatureRowCollector;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Rebuilds the state of a feature set from history, as a live {@link FeatureOperator} has it that
 * has emitted its rows up to some time. It reads the events sorted by entity and time, and emits no
 * feature rows; a subclass writes the state into a savepoint.
 */
public abstract class HistoryOperator<T> extends EntityOperator<T> {

  private static final long serialVersionUID = 1L;
  private static final FeatureRowCollector NOBODY = (time, trigger, values) -> {};

  private final long writtenUpTo;
  private transient RowData current;

  /**
   * @param writtenUpTo event time, epoch milliseconds, up to which the rows are written; {@link
   *     Long#MAX_VALUE}: those of all events
   * @param settings of the job
   */
  protected HistoryOperator(
      FeatureSet set, SlotPlan plan, long writtenUpTo, ReadableConfig settings) {
    super(set, plan, settings);
    this.writtenUpTo = writtenUpTo;
  }

  @Override
  public void open() throws Exception {
    super.open();
    frontier.advance(writtenUpTo);
  }

  @Override
  public void processElement(StreamRecord<RowData> element) throws Exception {
    EventArrival arrival = reader.read(element.getValue());
    RowData key = (RowData) getCurrentKey();
    if (!key.equals(current)) {
      settle();
      begin(key);
    }
    CachedEntityState entity = entities.get(key);
    engine.pass(entity.state(), Math.min(arrival.time() - 1, writtenUpTo), NOBODY);
    engine.accept(entity.state(), arrival, Long.MIN_VALUE);
    frontier.saw(arrival.time());
  }

  private void begin(RowData key) throws Exception {
    setCurrentKey(key);
    current = key;
    timers.note(entities.get(key));
  }

  /** Brings the last entity to where the live job has it: there are no more events of it. */
  protected final void settle() throws Exception {
    if (current != null) {
      setCurrentKey(current);
      CachedEntityState entity = entities.get(current);
      engine.pass(entity.state(), writtenUpTo, NOBODY);
      timers.arrange(entity);
    }
  }

  @Override
  final void rowsAreDue(InternalTimer<RowData, VoidNamespace> timer) {
    throw new IllegalStateException("History has no watermarks.");
  }

  @Override
  final void eventsExpire(InternalTimer<RowData, VoidNamespace> timer) {
    throw new IllegalStateException("History has no watermarks.");
  }
}
