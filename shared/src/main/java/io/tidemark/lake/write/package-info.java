/**
 * Rows to data files. A live job appends through {@link LakeSink}, with a commit at each
 * checkpoint; jobs over history stage files, which {@code lake.publish} commits.
 *
 * <ul>
 *   <li>{@link LakeSink}: Iceberg's sink, with {@link PartitionLimitedSink} as the bound of its
 *       open files.
 *   <li>{@link StagingWriter}: sorted {@link StagedFile}s; {@link SortedStagingWriter} is its
 *       graph, {@link StagingOperator} its writer.
 *   <li>{@link PartitionHashSelector}, {@link SortKeySelector}, {@link SortKeyEncoder}: the order
 *       of the rows.
 *   <li>{@link RetiredColumns}: columns behind the layout's, written as NULL.
 *   <li>{@link SingleWriter}: a few rows without a Flink job.
 * </ul>
 */
package io.tidemark.lake.write;
