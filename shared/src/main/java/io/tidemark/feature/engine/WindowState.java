package io.tidemark.feature.engine;

/**
 * The state of one {@link WindowGroup} for one entity: the aggregates' states and the read
 * positions in the log.
 */
final class WindowState {

  final Object[] states;
  final LogCursor cursor; // behind the events that were subtracted; null if none ever is
  final LogCursor[] refills; // by feature; null where it has no use for one

  /** No event of the window is older; {@link EventLog#END} while it is empty. */
  long oldest = EventLog.END;

  WindowState(Object[] states, LogCursor cursor, LogCursor[] refills) {
    this.states = states;
    this.cursor = cursor;
    this.refills = refills;
  }
}
