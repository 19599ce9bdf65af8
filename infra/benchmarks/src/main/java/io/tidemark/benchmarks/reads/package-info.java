/**
 * Benchmark of how much of a table a query reads, before and after maintenance: {@link
 * HistoryReadBenchmark} writes the rows of {@link FeatureRowGenerator} and counts bytes with {@link
 * CountingFileIO}.
 */
package io.tidemark.benchmarks.reads;
