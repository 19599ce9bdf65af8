package io.tidemark.feature.engine;

/** Outcome of an {@link EventArrival}, as {@link FeatureEngine#accept} returns it. */
public enum ArrivalOutcome {
  /** Buffered until its time is passed. */
  PENDING,
  /** Dropped: its event has already been counted. */
  DUPLICATE,
  /** Dropped, although its event was counted with other values: either may be the first. */
  CONFLICTING,
  /** Counted in all later rows; those from its time on that are already final miss it. */
  LATE,
  /** Not counted: too old to tell whether it had been. */
  FORGOTTEN
}
