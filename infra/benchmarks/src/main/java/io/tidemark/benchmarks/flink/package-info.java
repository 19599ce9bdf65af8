/** Tidemark and Flink SQL, on one source and one sink. */
package io.tidemark.benchmarks.flink;
