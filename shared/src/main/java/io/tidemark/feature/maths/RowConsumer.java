package io.tidemark.feature.maths;

/** Takes feature rows. */
@FunctionalInterface
public interface RowConsumer {

  /**
   * @param trigger the event that asked for the row
   * @param featureValues in the order of the plan's features; one array for all rows of the same
   *     time, which the engine does not touch again and the consumer must not modify
   */
  void accept(Event trigger, Object[] featureValues);
}
