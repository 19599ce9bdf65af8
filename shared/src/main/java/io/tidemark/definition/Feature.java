package io.tidemark.definition;

import io.tidemark.aggregate.AggregateCall;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;

/** Feature: one column of a {@link FeatureSet}, computed from events or from other features. */
public sealed interface Feature {

  /** snake_case name of the column. */
  String name();

  /** Comment of the table's column; empty if not given. */
  String doc();

  /** Flink SQL type of the value, with its nullability. */
  LogicalType type();

  /**
   * Aggregate over the entity's events in a {@link Window}, by a function of {@link AggregateCall}.
   *
   * @param call what is computed, with its parameters
   * @param argument SQL scalar expression over the stream's columns; empty for {@code *}
   * @param of the one stream it reads; empty where it counts the events of all of the set's streams
   * @param where SQL condition over the stream's columns; an event counts where it is TRUE
   * @param window which events of the entity's past are seen
   * @param argumentType type of the argument; empty for {@code *}
   */
  record Aggregate(
      String name,
      String doc,
      LogicalType type,
      AggregateCall call,
      Optional<String> argument,
      Optional<String> of,
      Optional<String> where,
      Window window,
      Optional<LogicalType> argumentType)
      implements Feature {}

  /**
   * SQL scalar expression over other features, the entity's columns and {@code event_time};
   * computed in the order of {@link DerivedFeatureOrder}.
   *
   * @param sql the expression as written
   */
  record Derived(String name, String doc, LogicalType type, String sql) implements Feature {}
}
