/**
 * Schedule of faults by seed: a {@link FaultSchedule} is a list of {@link ScheduledFault}s, each
 * with a {@link FaultKind}.
 */
package io.tidemark.testing.faults.schedule;
