/**
 * Start, supervision and stop of the live job.
 *
 * <ul>
 *   <li>{@link IngestionJob}: entry point; starts the job from a restore point or from the tables
 *   <li>{@link StartupChecks}: refuses what cannot work before anything is changed
 *   <li>{@link RecoveryStatus}, {@link RecoveredGraph}: the job as Flink's high availability has
 *       recovered it
 *   <li>{@link LiveJob}: the running job; {@link BacklogTracker}, how far it is
 *   <li>{@link HadoopFileSystemInitializer}: file systems for checkpoints
 * </ul>
 */
package io.tidemark.ingestion.job;
