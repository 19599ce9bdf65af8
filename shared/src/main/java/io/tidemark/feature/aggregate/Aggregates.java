package io.tidemark.feature.aggregate;

public final class Aggregates {
  public static Aggregate<?> inWindow(AggregateCall c) {
    return null;
  }

  public static Aggregate<?> overHistory(AggregateCall c) {
    return null;
  }
}
