/**
 * Programs on Spark, a build of its own: {@link SparkBatchContestant} takes part in the benchmarks,
 * {@link SparkRowPrinter} prints tables for the test of readers.
 */
package io.tidemark.spark;
