/**
 * The aggregates: commutative monoids over the events of an entity, each with an exact state. A
 * library of its own, without windows, keys or an engine; {@code feature.maths} moves windows over
 * it, {@code definition} knows its names and types.
 *
 * <p><b>How they are made.</b> A {@code State} does the work; {@code StateAggregate} lends it the
 * public interface; a family ({@code Sums}, {@code Places}, ...) names it, types it and says what
 * its value is; {@link io.tidemark.aggregate.AggregateRegistry} finds it.
 *
 * <p><b>Exactness.</b> Integer and decimal sums grow to any size and are checked when they become a
 * result. Sums of DOUBLE and FLOAT, and of their squares, are fixed-point numbers as wide as the
 * exponents, from which values leave as exactly as they came; a mean and a variance are quotients
 * of such sums, rounded once. Nothing is computed with functions whose last digit depends on the
 * machine: logarithms are those of {@link java.lang.StrictMath}.
 *
 * <p><b>Windows.</b> What is counted or added up subtracts. The extreme of a window is the first
 * step of a monotone staircase, and the newest events outlive all others, so that both let the
 * oldest events go unseen. The oldest event alone is asked for again.
 *
 * <p><b>Conventions.</b> NULL never reaches an aggregate; nothing is 0 for counts and NULL for the
 * rest. Where values are compared or counted, -0.0 is 0.0, NaN is one value that is greater than
 * all others, and text is ordered by code point; aggregates that pick a value by its event give it
 * as it came. A binary form is the same for the same set of events, and has a version.
 */
package io.tidemark.aggregate;
