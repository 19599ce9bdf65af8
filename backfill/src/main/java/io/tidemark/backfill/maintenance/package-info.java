/**
 * Maintenance of tables beside running jobs: compaction, expiry of snapshots, removal of orphan
 * files. No row changes, and nothing is touched that a restart of the live job may need.
 *
 * <ul>
 *   <li>{@link MaintainJob}: the entry; runs the actions in order.
 *   <li>{@link CompactionAction}: {@link SmallFilePlanner} plans, {@link RewriteJob} writes, {@link
 *       RowCountCheck} counts, {@link CompactionCommitter} replaces.
 *   <li>{@link ManifestMergeAction}: few manifests, each of neighbouring partitions.
 *   <li>{@link SnapshotExpiryAction}: old snapshots.
 *   <li>{@link DeleteOrphanFilesAction}: files that no snapshot names ({@link ReachableFiles}),
 *       unless somebody else may ({@link SharedFolderCheck}).
 * </ul>
 */
package io.tidemark.backfill.maintenance;
