package io.tidemark.aggregate;

import java.util.List;

/**
 * An aggregate as pipeline files name it: its arguments, its result type and its implementations.
 * Tidemark's own are listed by {@link AggregateRegistry}; a user's own is a public class with a
 * constructor without parameters, named in {@code
 * META-INF/services/io.tidemark.aggregate.AggregateFunction}.
 *
 * <p>An aggregate over history alone; a pipeline file calls it as {@code common_bits(x)}:
 *
 * <pre>{@code
 * public final class CommonBits implements AggregateFunction {
 *   public String name() {
 *     return "common_bits";
 *   }
 *
 *   public String doc() {
 *     return "The bits that all values have";
 *   }
 *
 *   public boolean neverNull() {
 *     return true;
 *   }
 *
 *   public ValueType resultType(ValueType argument) {
 *     if (!ValueType.BIGINT.equals(argument)) {
 *       throw new IllegalArgumentException("takes BIGINT");
 *     }
 *     return ValueType.BIGINT;
 *   }
 *
 *   public Aggregate<?> overHistory(AggregateCall call) {
 *     return new CommonBitsAggregate(); // an Aggregate<long[]>
 *   }
 *
 *   public Aggregate<?> inWindow(AggregateCall call) {
 *     return overHistory(call); // lets no event go, so a window of it is refused
 *   }
 * }
 * }</pre>
 *
 * <p>Its test calls {@link io.tidemark.aggregate.testing.AggregateLaws#check}.
 */
public interface AggregateFunction {

  /** snake_case name, the same in every version. */
  String name();

  /** Description of the value, in a sentence for people. */
  String doc();

  /** Whether {@code name(*)} is allowed, an aggregate of events rather than of values. */
  default boolean takesStar() {
    return false;
  }

  /** Parameters behind the argument, in order: {@code k} of {@code top_k(x, k)}. */
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
