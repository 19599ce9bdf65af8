/**
 * Checks of a run's outcome: {@link OutcomeChecks} runs them all. {@link EventsCheck} compares
 * messages with event tables, {@link RowsCheck} events with feature rows, {@link FeatureTopicCheck}
 * topics with tables (by {@link FeatureRows}, {@link FeatureMessages} and {@link StaleRowIndex}),
 * {@link DelayCheck} looks for rows that are late without need, and {@link TableReadCheck} at files
 * and scans.
 */
package io.tidemark.testing.faults.check;
