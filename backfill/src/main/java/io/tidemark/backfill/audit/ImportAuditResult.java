package io.tidemark.backfill.audit;

import java.util.List;

/**
 * Result of the audit of one import: rows in the tables against the counts of {@link
 * io.tidemark.lake.ledger.ImportLog}. {@link ImportedRowReader} makes it.
 *
 * @param definition name of the import
 * @param stream the stream
 * @param files that were imported
 * @param events of them in the event table
 * @param rejects of them in the rejects table
 * @param missing records that are in neither
 * @param repeated records that are there more than once
 * @param broken the first files of which some are, or are rejects instead of events
 */
public record ImportAuditResult(
    String definition,
    String stream,
    int files,
    long events,
    long rejects,
    long missing,
    long repeated,
    List<String> broken) {

  public ImportAuditResult {
    broken = List.copyOf(broken);
  }

  /** Whether every record of every file is there, once, as what it was imported as. */
  public boolean holds() {
    return missing == 0 && repeated == 0 && broken.isEmpty();
  }
}
