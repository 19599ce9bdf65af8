/**
 * Import of files of history into event tables, each file once. A run that dies at any point is
 * settled by the next, from the tables.
 *
 * <ul>
 *   <li>{@link ImportJob}: the entry; {@link SourceFileEnumerator} finds the files.
 *   <li>{@link ImportRunner}: one call: settles, stages and commits, batch by batch ({@link
 *       ImportBatchPlanner}).
 *   <li>{@link StagingJob}: the Flink job of a batch, whose counters are {@link FileRowCounter} and
 *       {@link RejectReasonCounter}.
 *   <li>{@link SkippedFiles}: files that cannot be read.
 *   <li>{@link ImportResult}, {@link ImportProgressListener}: what the caller gets and hears.
 * </ul>
 */
package io.tidemark.backfill.imports;
