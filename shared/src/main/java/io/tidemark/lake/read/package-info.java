/**
 * Rows of a table: as a stream for a Flink job, or as text for {@code show}.
 *
 * <ul>
 *   <li>{@link LakeSource}: a range at one snapshot; {@link TimeRangeRowFilter} and {@link
 *       DecimalPrecisionConverter} follow it.
 *   <li>{@link EventTimeBounds}: the range of a table's event time, from its manifests.
 *   <li>{@link TableReport}: rows ({@link RowQuery}), columns, snapshots and partitions ({@link
 *       PartitionSummary}).
 * </ul>
 */
package io.tidemark.lake.read;
