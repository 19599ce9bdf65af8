package io.tidemark.backfill.maintenance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;

/** Files that one {@link RewriteJob} rewrites and {@link CompactionCommitter} replaces together. */
record RewriteBatch(List<FileScanTask> tasks) {

  /** Each travels with the job. */
  static final int MOST_FILES = 5000;

  /** They are sorted on local disks. */
  static final long MOST_BYTES = 10L << 30;

  RewriteBatch {
    tasks = List.copyOf(tasks);
  }

  /** Groups together, as many as make a job worth its start and no more than it should hold. */
  static List<RewriteBatch> of(List<List<FileScanTask>> groups) {
    List<RewriteBatch> batches = new ArrayList<>();
    RewriteBatch open = new RewriteBatch(List.of());
    for (List<FileScanTask> group : groups) {
      RewriteBatch more = new RewriteBatch(group);
      if (!open.tasks.isEmpty() && !open.hasRoomFor(more)) {
        batches.add(open);
        open = new RewriteBatch(List.of());
      }
      open = new RewriteBatch(Stream.concat(open.tasks.stream(), group.stream()).toList());
    }
    if (!open.tasks.isEmpty()) {
      batches.add(open);
    }
    return batches;
  }

  private boolean hasRoomFor(RewriteBatch more) {
    return tasks.size() + more.tasks.size() <= MOST_FILES && bytes() + more.bytes() <= MOST_BYTES;
  }

  List<DataFile> files() {
    return tasks.stream().map(FileScanTask::file).toList();
  }

  long bytes() {
    return tasks.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum();
  }

  /**
   * When the newest of these rows came to the table: what replaces the files is as old, so that
   * whoever compares sequence numbers finds no rows that look new.
   */
  long sequence() {
    return files().stream().mapToLong(ContentFile::dataSequenceNumber).max().orElse(0);
  }
}
