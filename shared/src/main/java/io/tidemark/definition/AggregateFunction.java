package io.tidemark.definition;

/**
 * The aggregates a feature may use; values and types are Flink SQL's for the function of the same
 * name.
 */
public enum AggregateFunction {
  COUNT,
  SUM,
  AVG,
  MIN,
  MAX,
  FIRST,
  LAST,
  COUNT_DISTINCT
}
