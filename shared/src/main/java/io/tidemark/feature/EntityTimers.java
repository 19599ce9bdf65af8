package io.tidemark.feature;

import io.tidemark.feature.engine.FeatureEngine;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Registers the event-time timers of the entity in use: for its next row, and for the expiry of its
 * events. The operator notes what is registered before it changes the state and arranges the rest
 * after it, so that each time is registered once.
 */
final class EntityTimers {

  private final InternalTimerService<VoidNamespace> rows;
  private final InternalTimerService<VoidNamespace> expiry;
  private final FeatureEngine engine;
  private long rowDue;
  private boolean expiryDue;

  EntityTimers(
      InternalTimerService<VoidNamespace> rows,
      InternalTimerService<VoidNamespace> expiry,
      FeatureEngine engine) {
    this.rows = rows;
    this.expiry = expiry;
    this.engine = engine;
  }

  /** Registers one timer behind the entity's last event; for sorted input, which needs no other. */
  void wakeAtTheEnd(CachedEntityState entity) {
    if (engine.isNew(entity.state())) {
      wake(rows, Long.MAX_VALUE - 1);
    }
  }

  /** Notes which timers are registered. */
  void note(CachedEntityState entity) {
    rowDue = engine.nextDue(entity.state());
    expiryDue = engine.forgottenAt(entity.state()) != FeatureEngine.NEVER_DUE;
  }

  /** As {@link #note}, but the timer of the next row is the one that has just fired. */
  void noteAtRow(CachedEntityState entity) {
    note(entity);
    rowDue = FeatureEngine.NEVER_DUE;
  }

  /** Registers timers for what has become due since. */
  void arrange(CachedEntityState entity) {
    long due = engine.nextDue(entity.state());
    if (due < rowDue) {
      wake(rows, due);
    }
    if (!expiryDue) {
      arrangeExpiry(entity);
    }
  }

  /** Registers the timer at which all events that there are now expire. */
  void arrangeExpiry(CachedEntityState entity) {
    long forgottenAt = engine.forgottenAt(entity.state());
    if (forgottenAt != FeatureEngine.NEVER_DUE) {
      wake(expiry, forgottenAt);
    }
  }

  private static void wake(InternalTimerService<VoidNamespace> timers, long time) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
  }
}
