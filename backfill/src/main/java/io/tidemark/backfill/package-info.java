/**
 * Jobs over history: the graph of the live job in BATCH mode over the event tables. {@code audit},
 * {@code imports} and {@code maintenance} are jobs of their own below.
 *
 * <ul>
 *   <li>{@link BackfillJob}: recomputes a sealed range of a feature set ({@link SealedCheck}) and
 *       replaces it.
 *   <li>{@link RecomputationGraph}: the graph that backfill and verify share; {@link RangeFilter}
 *       drops its look-back.
 *   <li>{@link HealJob}: backfills the partitions that late events made stale.
 *   <li>{@link VerifyJob}: recomputes and compares ({@link RowComparisonFunction}); {@link
 *       VerifyResult} is shown by {@link VerifyReport}.
 *   <li>{@link EvolveJob}: changes tables to what the pipeline file says.
 * </ul>
 */
package io.tidemark.backfill;
