package io.tidemark.feature;

import io.tidemark.feature.engine.FeatureEngine;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * When the entity in use is looked at again: at its next row, and when its events expire. Noted
 * before its state changes and arranged after it, so that each time is asked for once.
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

  /** Where the input is sorted: one look, behind the entity's last event. */
  void wakeAtTheEnd(CachedEntityState entity) {
    if (engine.isNew(entity.state())) {
      wake(rows, Long.MAX_VALUE - 1);
    }
  }

  /** Notes what is arranged. */
  void note(CachedEntityState entity) {
    rowDue = engine.nextDue(entity.state());
    expiryDue = engine.forgottenAt(entity.state()) != FeatureEngine.NEVER_DUE;
  }

  /** As {@link #note}, but the look at the next row is this one. */
  void noteAtRow(CachedEntityState entity) {
    note(entity);
    rowDue = FeatureEngine.NEVER_DUE;
  }

  /** Arranges what has come to be due since. */
  void arrange(CachedEntityState entity) {
    long due = engine.nextDue(entity.state());
    if (due < rowDue) {
      wake(rows, due);
    }
    if (!expiryDue) {
      arrangeExpiry(entity);
    }
  }

  /** Arranges the look at which all events there are now expire. */
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
