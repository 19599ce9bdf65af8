/**
 * The aggregates: commutative monoids over the events of an entity, each with an exact state or a
 * sketch that is a function of the set of events. A library of its own, without windows, keys or a
 * stream processor: {@code io.tidemark.feature.engine} moves windows over it, {@code
 * io.tidemark.definition} knows its names and types.
 *
 * <p><b>Map.</b> {@link io.tidemark.aggregate.AggregateFunction} is an aggregate as a pipeline file
 * names it, and {@link io.tidemark.aggregate.AggregateRegistry} finds it. Called with the types and
 * parameters of an {@link io.tidemark.aggregate.AggregateCall}, it gives an {@link
 * io.tidemark.aggregate.Aggregate}; one for a window is {@link
 * io.tidemark.aggregate.InvertibleAggregate}, {@link io.tidemark.aggregate.ExpiringAggregate} or
 * {@link io.tidemark.aggregate.RescanningAggregate}. Of the built-in ones, an {@code
 * AggregateState} does the work, {@code StateBackedAggregate} gives it the public interface, and a
 * family ({@code SumAggregates}, {@code FirstLastAggregates}, ...) declares name, types and result.
 *
 * <p><b>Exactness.</b> Integer and decimal sums grow to any size and are checked when they become a
 * result. Sums of DOUBLE and FLOAT, and of their squares, are fixed-point numbers as wide as the
 * exponents, from which values leave as exactly as they came; a mean and a variance are quotients
 * of such sums, rounded once. Nothing is computed with functions whose last digit depends on the
 * machine: logarithms are those of {@link java.lang.StrictMath}.
 *
 * <p><b>Windows.</b> Counts and sums subtract. The extreme of a window is the first value of a
 * monotonic deque, and the newest events outlive all others, so both let the oldest events expire
 * unread. Only FIRST and TIME_SINCE_FIRST scan the window again.
 *
 * <p><b>Conventions.</b> NULL never reaches an aggregate; nothing is 0 for counts and NULL for the
 * rest. Where values are compared or counted, -0.0 is 0.0, NaN is one value that is greater than
 * all others, and text is ordered by code point; aggregates that pick a value by its event return
 * it as it came. A binary form is the same for the same set of events, and has a version.
 */
package io.tidemark.aggregate;
