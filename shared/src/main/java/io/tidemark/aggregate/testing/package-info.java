/**
 * The kit of laws that an aggregate has to keep, for the tests of Tidemark's own aggregates and of
 * a user's.
 *
 * <p>{@link io.tidemark.aggregate.testing.AggregateLaws} is the entry. It wraps aggregate and
 * events in a {@link io.tidemark.aggregate.testing.LawSubject} and checks results ({@code
 * ResultLaws}), independence of order ({@code MonoidLaws}), the binary form ({@code BinaryLaws})
 * and, for windows, eviction ({@code EvictionLaws}). A failure names the law and the events.
 */
package io.tidemark.aggregate.testing;
