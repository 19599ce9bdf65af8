/**
 * JMH benchmarks of single operations: {@link AggregateBenchmark} on a {@link SlidingWindow} of
 * {@link SampleValueGenerator}'s values, and {@link EventsBenchmark}.
 */
package io.tidemark.benchmarks.jmh;
