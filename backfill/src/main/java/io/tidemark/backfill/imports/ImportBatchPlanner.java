package io.tidemark.backfill.imports;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.FileInfo;

/** Divides files into batches that are read by one {@link StagingJob} and committed together. */
final class ImportBatchPlanner {

  /** Each travels with the job. */
  private static final int MOST_FILES = 5000;

  private ImportBatchPlanner() {}

  /** The files in their order, so many bytes together or one file that has more. */
  static List<List<FileInfo>> of(List<FileInfo> files, long mostBytes) {
    List<List<FileInfo>> batches = new ArrayList<>();
    List<FileInfo> open = List.of();
    long bytes = 0;
    for (FileInfo file : files) {
      bytes += file.size();
      if (open.isEmpty() || bytes > mostBytes || open.size() == MOST_FILES) {
        open = new ArrayList<>();
        batches.add(open);
        bytes = file.size();
      }
      open.add(file);
    }
    return batches;
  }
}
