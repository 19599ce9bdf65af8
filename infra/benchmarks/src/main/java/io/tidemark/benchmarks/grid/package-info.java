/**
 * Engines made for sliding windows, which write rows on the hour instead of at each event: {@link
 * JetGridContestant}, fed by an {@link EventBlockAssigner}.
 */
package io.tidemark.benchmarks.grid;
