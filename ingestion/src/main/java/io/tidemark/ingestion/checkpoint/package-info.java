/**
 * Restore points of a pipeline: the checkpoints and savepoints below {@code
 * checkpoints/<namespace>}.
 *
 * <ul>
 *   <li>{@link RestorePointStore}: finds the newest one that a job may go on from
 *   <li>{@link VoidedCheckpoints}: those that a roll-back has made unusable
 *   <li>{@link RestorePointCheck}: refuses one that the tables are ahead of
 *   <li>{@link MaxParallelismSettings}: the number of key groups that its state demands
 *   <li>{@link StaleCheckpointCleaner}: removes what dead jobs have left
 *   <li>{@link BootstrapStateLocation}: directory of state that was rebuilt from the tables
 * </ul>
 */
package io.tidemark.ingestion.checkpoint;
