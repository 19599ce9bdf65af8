/**
 * Audit: accounts from the tables alone for all that a live job has read, and for all imported
 * files.
 *
 * <ul>
 *   <li>{@link AuditJob}: the entry; one method each for offsets, imports and triggers.
 *   <li>{@link TopicOffsetsReader}: offsets of events, rejects and gaps, into {@link
 *       PartitionOffsets}; gives {@link OffsetAuditResult}s. {@link DuplicateEventCounter} counts
 *       duplicates.
 *   <li>{@link ImportedRowReader}: the same for files of imports; gives {@link ImportAuditResult}s.
 *   <li>{@link TriggerRecordSource}, {@link TriggerMatchFunction}: events against feature rows;
 *       gives a {@link TriggerAuditResult}. {@link EventRecordFunction}, {@link
 *       FeatureRowRecordFunction} and {@link LateEntryRecordFunction} make the records.
 * </ul>
 */
package io.tidemark.backfill.audit;
