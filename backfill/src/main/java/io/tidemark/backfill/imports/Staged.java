package io.tidemark.backfill.imports;

import io.tidemark.lake.ImportedFile;
import io.tidemark.lake.StagedFile;
import java.util.List;

/**
 * Files whose records are written, but not committed.
 *
 * @param files with the numbers of their records
 * @param events staged for the event table
 * @param rejects staged for the rejects table
 */
record Staged(List<ImportedFile> files, List<StagedFile> events, List<StagedFile> rejects) {

  long rows() {
    return files.stream().mapToLong(ImportedFile::rows).sum();
  }
}
