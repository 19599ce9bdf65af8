package io.tidemark.backfill.imports;

import io.tidemark.lake.ImportedFile;
import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param files that are in the tables now and were not before
 * @param known number of files that were imported before
 * @param unreadable why, by location, for those that were left out
 * @param firstTime least event time of the events, epoch milliseconds; of no meaning without any
 * @param lastTime greatest event time
 * @param live whether a live job has written the event table, whose state knows nothing of these
 */
public record ImportResult(
    List<ImportedFile> files,
    int known,
    Map<String, String> unreadable,
    long firstTime,
    long lastTime,
    boolean live) {

  /** Records that became events. */
  public long events() {
    return files.stream().mapToLong(ImportedFile::events).sum();
  }

  /** Records that did not. */
  public long rejects() {
    return files.stream().mapToLong(ImportedFile::rejects).sum();
  }
}
