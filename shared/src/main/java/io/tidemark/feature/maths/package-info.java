/**
 * The feature maths: what the features of one entity are worth, event by event, without an engine.
 *
 * <p><b>State.</b> An entity has <i>pending</i> events, which time has not yet passed, and a
 * <i>log</i> of passed ones, ordered by (time, id by code point, stream). That order is also an
 * event's identity, so finding a duplicate is a binary search. The log keeps an event until it has
 * left every bounded window and is older than the plan's {@code remember}.
 *
 * <p><b>Passing a time.</b> {@link io.tidemark.feature.maths.FeatureEngine#pass} moves the pending
 * events of time t into the log, the one of lowest (partition, offset) of each identity. Every
 * distinct bounded window has a tail pointer into the log: events that enter are added to its
 * accumulators and events behind its tail are subtracted, so that each event is touched twice a
 * window and nothing is scanned again. Windows without a length only add. Then every moved event
 * gets a row, all of them with the same values.
 *
 * <p><b>Algebra.</b> Each aggregate is a commutative monoid with an exact, canonical state: the
 * same set of events gives the same bytes, whatever the order, the split and the merges. Integer
 * and decimal sums grow to any size and are checked when they become a result. Sums of DOUBLE and
 * FLOAT live in a Kulisch superaccumulator, a fixed-point number as wide as the exponent range (U.
 * Kulisch, <i>Computer Arithmetic and Validity</i>), and are rounded once; the value is that of J.
 * Shewchuk's adaptive summation, which Python's {@code fsum} uses, but unlike a list of partials
 * this state can subtract. Bounded windows hold values as counted sorted sets, unlimited ones hold
 * only the extreme.
 *
 * <p><b>Conventions.</b> Aggregates skip NULL; an empty window is 0 for counts and NULL for the
 * rest. For {@code min}, {@code max} and {@code count(distinct)} -0.0 is 0.0, and NaN is one value,
 * equal to itself and greater than all others. {@code first} and {@code last} give the value as it
 * came. {@code avg} of DOUBLE is the correctly rounded exact sum, divided by the count and rounded
 * once more, as in SQL engines; of FLOAT the same in double, then rounded to FLOAT. A sum of
 * floating-point values beyond the type's range is an infinity, as IEEE 754 rounds it.
 *
 * <p><b>What is stored.</b> The accumulators of unlimited windows are part of the stored state;
 * those of bounded windows and the tail pointers follow from the log and are rebuilt on first use
 * after a read. That keeps the stored form small and independent of the windows of the plan, and
 * costs one walk over the log for each read: cheap for a backend that keeps objects, a cost per
 * event that grows with the window for one that reads bytes at each access.
 */
package io.tidemark.feature.maths;
