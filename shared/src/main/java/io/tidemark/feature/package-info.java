/**
 * The keyed operator of a feature set: between Flink's rows, state and timers and the engine in
 * {@code io.tidemark.feature.engine}, which computes the values and knows no Flink.
 *
 * <p><b>Map.</b> {@link io.tidemark.feature.SlotPlan} says what a set keeps of an event; {@link
 * io.tidemark.feature.ProjectEventsOperator} projects events to that, in the {@link
 * io.tidemark.feature.ProjectedLayout}, and {@link io.tidemark.feature.EntityKeySelector} keys
 * them. {@link io.tidemark.feature.FeatureOperator} computes the rows, in the {@link
 * io.tidemark.feature.FeatureLayout}. Its state is in {@code EntityOperator} and {@code
 * EntityStateCache}; {@code FinalityTracker} knows up to when rows are final, {@code
 * FingerprintStateCheck} refuses the state of another definition, by the text of {@code
 * StateDefinitionEncoder}. {@link io.tidemark.feature.HistoryOperator} rebuilds that state from the
 * event tables.
 *
 * <p>State names, uids, the text of a definition and the binary form of entities are contracts with
 * savepoints.
 */
package io.tidemark.feature;
