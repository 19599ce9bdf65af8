package io.tidemark.backfill.imports;

import io.tidemark.lake.publish.ImportedFile;
import io.tidemark.lake.write.StagedFile;
import java.util.List;
import java.util.Map;

/**
 * Result of one {@link StagingJob}: files whose records are written, but not committed.
 *
 * @param files with the numbers of their records
 * @param events staged for the event table
 * @param rejects staged for the rejects table
 * @param reasons how many there are of these, by why
 */
record StagingResult(
    List<ImportedFile> files,
    List<StagedFile> events,
    List<StagedFile> rejects,
    Map<String, Long> reasons) {

  long rows() {
    return files.stream().mapToLong(ImportedFile::rows).sum();
  }
}
