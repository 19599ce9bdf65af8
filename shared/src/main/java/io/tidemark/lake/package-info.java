/**
 * Iceberg tables of a pipeline: catalog, layouts, creation and evolution. {@code lake.live} adds
 * the commits of a live job, {@code lake.write} files, {@code lake.publish} the commits of jobs
 * over history, {@code lake.read} reading, {@code lake.ledger} tables that tell what became of late
 * events, imports and replays.
 *
 * <ul>
 *   <li>{@link Lake}: opens the catalog ({@link CatalogSettings}) and gives its tables.
 *   <li>{@link TableLayout}: columns, partitions and sort order that a table should have; {@link
 *       IcebergSchemaConverter} translates.
 *   <li>{@link TableCreator}: makes missing tables; {@link LayoutCheck} and {@link LocationCheck}
 *       refuse others.
 *   <li>{@link FingerprintProperties}: the definition of a feature table's rows, in its properties.
 *   <li>{@link EventTableEvolution}, {@link FeatureTableEvolution}: changes of tables with rows;
 *       {@link RedefinitionCommitter}: of tables that never had one.
 *   <li>{@link TableVersion}, {@link TimeRange}: the state and the range that a job works on.
 *   <li>{@link DelegatingTableOperations}: base of all fences, which check the metadata that a
 *       commit is based on.
 * </ul>
 */
package io.tidemark.lake;
