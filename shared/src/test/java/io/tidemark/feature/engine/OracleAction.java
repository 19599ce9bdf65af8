package io.tidemark.feature.engine;

/** A step of an {@link OracleCase}. */
sealed interface OracleAction {

  /** An event arrives; its time is relative to the watermark's progress. */
  record Arrive(EventArrival event) implements OracleAction {
    @Override
    public String toString() {
      return "Arrive " + OracleCase.text(event);
    }
  }

  /** One of the latest events arrives once more, from another offset, with other values. */
  record Again(int back, EventArrival arrival) implements OracleAction {
    @Override
    public String toString() {
      return "Again, " + back + " back, " + OracleCase.text(arrival);
    }
  }

  /** The watermark moves on by that much over the times seen so far. */
  record Watermark(long ahead) implements OracleAction {}

  /** The state is stored and read again, by a new engine. */
  record Reload() implements OracleAction {}

  /** Time tells the entity to forget what it can. */
  record Forget() implements OracleAction {}
}
