/**
 * Start of a live job from the tables, without a checkpoint ({@code ingest --bootstrap lake}). The
 * tables are rolled back to one common checkpoint, Kafka is read on behind what they account for,
 * and a batch job rebuilds the feature operators' state as a savepoint.
 *
 * <ul>
 *   <li>{@link BootstrapPlan}: checkpoint, offsets and row bounds that the new job starts with
 *   <li>{@link StartOffsets}: offsets to read on from, compared with {@link KafkaOffsets}
 *   <li>{@link WrittenRowBounds}: event time up to which a feature set's rows are written
 *   <li>{@link StateBootstrapJob}: the batch job that writes the savepoint, with {@link
 *       SavepointOperator} for each feature set
 *   <li>{@link EmptySavepointWriter}, {@link SavepointCompletenessCheck}: a savepoint without
 *       state, and one that is whole
 * </ul>
 */
package io.tidemark.ingestion.bootstrap;
