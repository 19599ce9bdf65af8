/**
 * Tables by which jobs tell each other what became of late events, imported files and replayed
 * messages. Rows are added, never changed; a step is logged before it is done, or after, so that
 * the next run repeats what cannot be known and nothing else.
 *
 * <ul>
 *   <li>{@link LateLedger}: late events and the rows that they made stale; the live job appends.
 *   <li>{@link HealLog}: ranges that were recomputed since.
 *   <li>{@link LateLedgerReader}: the difference of both, as {@link StalePartitions}; up to {@link
 *       SettledLedger}.
 *   <li>{@link ImportLog}: files of imports, intended and imported.
 *   <li>{@link ReplayLog}: rejected messages that were sent again, each a {@link Replay}.
 * </ul>
 */
package io.tidemark.lake.ledger;
