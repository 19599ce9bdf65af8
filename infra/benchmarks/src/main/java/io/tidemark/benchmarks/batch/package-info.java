/**
 * Batch engines without streams, from an event table to features: {@link DuckDbBatchContestant}.
 * Tidemark's own batch contestant is in {@code flink}, Spark's in a module of its own.
 */
package io.tidemark.benchmarks.batch;
