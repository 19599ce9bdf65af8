package io.tidemark.aggregate;

import java.util.List;

/**
 * An aggregate as pipeline files name it: what it takes, what it gives, and how it is computed.
 * Tidemark's own stand in {@link AggregateRegistry}; a user's own is a public class with a
 * constructor without parameters, listed in {@code
 * META-INF/services/io.tidemark.aggregate.AggregateFunction}.
 */
public interface AggregateFunction {

  /** snake_case name, the same in every version. */
  String name();

  /** What it computes, in a sentence for people. */
  String doc();

  /** Whether {@code name(*)} is allowed, an aggregate of events rather than of values. */
  default boolean takesStar() {
    return false;
  }

  /** What follows the argument, in order: {@code k} of {@code top_k(x, k)}. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * Type of the value.
   *
   * @param argument null for {@code *}
   * @throws IllegalArgumentException if it does not take the argument; the message ends a sentence
   *     that begins with "this aggregate": "takes numbers"
   */
  ValueType resultType(ValueType argument);

  /** Whether a window without events has a value, as with counts, rather than NULL. */
  default boolean neverNull() {
    return false;
  }

  /** The aggregate over all of history, from which nothing ever leaves. */
  Aggregate<?> overHistory(AggregateCall call);

  /**
   * The aggregate over a window.
   *
   * @return a {@link InvertibleAggregate}, {@link ExpiringAggregate} or {@link RescanningAggregate}
   *     one
   */
  Aggregate<?> inWindow(AggregateCall call);

  /**
   * A number in the call of an aggregate.
   *
   * @param name as the documentation has it
   * @param whole whether it is an integer
   * @param least inclusive
   * @param greatest inclusive
   */
  record Parameter(String name, boolean whole, double least, double greatest) {}
}
