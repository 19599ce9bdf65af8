package io.tidemark.feature.engine;

/** Receives the feature rows of {@link FeatureEngine#pass}. */
@FunctionalInterface
public interface FeatureRowCollector {

  /**
   * @param time event time of the row, epoch milliseconds
   * @param trigger the event that asked for it; null for a row at a grid point
   * @param values in the order of the plan's features; one array for all rows of the same time,
   *     which the engine does not touch again and the consumer must not modify
   */
  void accept(long time, EventArrival trigger, Object[] values);
}
