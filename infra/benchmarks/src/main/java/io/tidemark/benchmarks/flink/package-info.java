/**
 * Contestants on Flink, on one source and one sink: Tidemark ({@link TidemarkStreamContestant},
 * {@link TidemarkBatchContestant}) and Flink SQL ({@link FlinkSqlStreamContestant}, {@link
 * FlinkSqlGridContestant}).
 *
 * <ul>
 *   <li>{@link EventNumberSource}, {@link EventRowMapper}, {@link PunctualWatermarkGenerator},
 *       {@link GeneratedEventSource}: the input
 *   <li>{@link SqlTables}, {@link BaseFeatureColumns}, {@link PipelineResourceFiles}: tables and
 *       pipelines
 *   <li>{@link JobTimeTracker}, {@link LastRowMeterOperator}, {@link ThroughputTracker}, {@link
 *       StateSizeTracker}: measurements
 *   <li>{@link EventTableWriter}: the event table that batch contestants read
 * </ul>
 */
package io.tidemark.benchmarks.flink;
