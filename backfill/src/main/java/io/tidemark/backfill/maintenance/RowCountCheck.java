package io.tidemark.backfill.maintenance;

import io.tidemark.backfill.maintenance.RewriteJob.Rewritten;
import io.tidemark.definition.UserException;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagedFileCleaner;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/**
 * Checks that the rows that {@link RewriteJob} read, those that it wrote and those in the new
 * files' statistics are one number, before anything is replaced.
 */
final class RowCountCheck {

  private RowCountCheck() {}

  /** Deletes what was written and refuses, if they differ. */
  static void require(Table table, RewriteBatch batch, Rewritten rewritten) {
    long staged = rewritten.files().stream().mapToLong(StagedFile::rows).sum();
    long held = rewritten.files().stream().mapToLong(f -> f.dataFile().recordCount()).sum();
    boolean deletes = batch.tasks().stream().anyMatch(task -> !task.deletes().isEmpty());
    long before =
        batch.tasks().stream().map(FileScanTask::file).mapToLong(ContentFile::recordCount).sum();
    long expected = deletes ? rewritten.rowsRead() : before;
    if (rewritten.rowsRead() == expected && staged == expected && held == expected) {
      return;
    }
    StagedFileCleaner.delete(
        table.io(), rewritten.files().stream().map(f -> f.dataFile().location()).toList());
    throw new UserException(
        "table " + table.name(),
        "%,d rows were to be rewritten, %,d were read, %,d written, and the new files hold %,d; nothing was replaced"
            .formatted(expected, rewritten.rowsRead(), staged, held),
        "a compaction keeps every row",
        "run it again; if it stays, this is a defect to report");
  }
}
