/**
 * Commits of jobs over history: staged files replace a range, or are added for imported files, in
 * one commit that is refused if the table is not as the job found it.
 *
 * <ul>
 *   <li>{@link RangePublishPlan}: range and table as the run found them; {@link
 *       RangeAlignmentCheck} refuses ranges that cut files.
 *   <li>{@link RangePublisher}: the commit, after {@link StagedFilesCheck}; {@link
 *       ValidationStartFinder} lets compactions pass, {@link UndisturbedOperations} no other live
 *       run.
 *   <li>{@link RunSnapshot}: finds a commit whose answer was lost.
 *   <li>{@link ImportCommitter}: rejects and events of {@link ImportedFile}s; {@link
 *       DeleteRowsAction} takes rejects back.
 * </ul>
 */
package io.tidemark.lake.publish;
