package io.tidemark.backfill.audit;

import java.util.List;
import java.util.OptionalLong;

/**
 * Result of the audit of one feature set: counts of {@link TriggerOutcome}s, and examples of
 * faults.
 *
 * @param set the feature set
 * @param finalUpTo event time in epoch milliseconds up to which its rows are final; empty where no
 *     live job says so, and then nothing was compared
 * @param written events with exactly one row
 * @param late events without a row that the late ledger names
 * @param waiting events after {@code finalUpTo}
 * @param missing events without a row
 * @param repeated events with several rows
 * @param extra rows without such an event
 * @param examples the first of the last three, as people read them
 */
public record TriggerAuditResult(
    String set,
    OptionalLong finalUpTo,
    long written,
    long late,
    long waiting,
    long missing,
    long repeated,
    long extra,
    List<String> examples) {

  public TriggerAuditResult {
    examples = List.copyOf(examples);
  }

  /** Whether every event that asked for a row has one, or is known to come without. */
  public boolean holds() {
    return missing == 0 && repeated == 0 && extra == 0;
  }
}
