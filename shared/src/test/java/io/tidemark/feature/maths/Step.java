package io.tidemark.feature.maths;

/** What happens to an entity. */
sealed interface Step {

  /** An event arrives; its time is relative to the watermark's progress. */
  record Arrive(Arrival event) implements Step {
    @Override
    public String toString() {
      return "Arrive " + OracleCase.text(event);
    }
  }

  /** One of the latest events arrives once more, from another offset, with other values. */
  record Again(int back, Arrival arrival) implements Step {
    @Override
    public String toString() {
      return "Again, " + back + " back, " + OracleCase.text(arrival);
    }
  }

  /** The watermark moves on by that much over the times seen so far. */
  record Watermark(long ahead) implements Step {}

  /** The state is stored and read again, by a new engine. */
  record Reload() implements Step {}

  /** Time tells the entity to forget what it can. */
  record Forget() implements Step {}
}
