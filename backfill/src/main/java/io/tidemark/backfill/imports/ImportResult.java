package io.tidemark.backfill.imports;

import io.tidemark.lake.publish.ImportedFile;
import java.util.List;
import java.util.Map;

/**
 * Result of one call of {@link ImportJob}.
 *
 * @param files that are in the tables now and were not before
 * @param known number of files that were imported before
 * @param unreadable why, by location, for those that were left out
 * @param reasons how many records became rejects, by why
 * @param firstTime least event time of the events, epoch milliseconds; of no meaning without any
 * @param lastTime greatest event time
 * @param live whether a live job has written the event table, whose state knows nothing of these
 */
public record ImportResult(
    List<ImportedFile> files,
    int known,
    Map<String, String> unreadable,
    Map<String, Long> reasons,
    long firstTime,
    long lastTime,
    boolean live) {

  /** Records that became events. */
  public long events() {
    return files.stream().mapToLong(ImportedFile::events).sum();
  }

  /** Whether there were records, and not one became an event. */
  public boolean allRejected() {
    return events() == 0 && rejects() > 0;
  }

  /** Records that did not. */
  public long rejects() {
    return files.stream().mapToLong(ImportedFile::rejects).sum();
  }
}
