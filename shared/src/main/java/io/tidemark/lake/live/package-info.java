/**
 * Commits of a live job: fenced, counted by checkpoint, and to be taken back. A live job commits
 * each checkpoint to its tables one after the other. So two questions come up everywhere: which run
 * may commit, and which checkpoint do all tables have.
 *
 * <ul>
 *   <li>{@link WriterLease}: the run that may append; {@link TakeOverOperations} for its start.
 *   <li>{@link LiveTableLoader}, {@link LiveTable}: the table as Iceberg's sink sees it, which puts
 *       quiet checkpoints off.
 *   <li>{@link LiveTableOperations}: the fences of a commit: lease, {@link AgreedFingerprint},
 *       {@link CommittedCheckpoints}.
 *   <li>{@link LiveCommit}, {@link CommonCheckpoint}: commits that stand, and the checkpoint that
 *       all tables have.
 *   <li>{@link ProgressRecord}, {@link SealedRange}: watermarks by checkpoint, and the event time
 *       that is passed for good.
 *   <li>{@link RollBackAction}, {@link LatestLiveCheckpoint}: back to a checkpoint, and how far the
 *       tables are.
 *   <li>{@link KeptSnapshots}, {@link LiveSnapshotExpiryTask}, {@link ProtectedSnapshots}, {@link
 *       SnapshotHold}: which snapshots stay, and for whom.
 * </ul>
 */
package io.tidemark.lake.live;
