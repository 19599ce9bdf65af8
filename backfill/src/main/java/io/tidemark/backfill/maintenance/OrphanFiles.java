package io.tidemark.backfill.maintenance;

import io.tidemark.definition.UserException;
import io.tidemark.lake.LiveTail;
import io.tidemark.lake.StagedFileCleanup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Deletes the files below a table's location that nothing names: what killed jobs and lost answers
 * leave behind.
 */
final class OrphanFiles {

  private final Duration age;

  /**
   * What was deleted.
   *
   * @param bytes of these files
   */
  record Result(long files, long bytes) {}

  /**
   * @param age younger files stay: those of a commit that is under way are named by nothing either.
   *     Nor are those that a live job had written but not committed when it died, for as long as it
   *     is not started again: what is younger than its last commits stays as well
   */
  OrphanFiles(Duration age) {
    this.age = age;
  }

  /**
   * @throws UserException if the table's store cannot list its files
   */
  Result remove(Table table) {
    Instant old = Instant.now().minus(age);
    long before = Math.min(old.toEpochMilli(), LiveTail.of(table, old).millis());
    // Listed first: what is committed in between is named by what is read after it.
    List<FileInfo> orphans = new ArrayList<>();
    for (FileInfo file : store(table).listPrefix(table.location() + "/")) {
      if (file.createdAtMillis() < before) {
        orphans.add(file);
      }
    }
    table.refresh();
    Set<String> named = NamedFiles.of(table);
    orphans.removeIf(file -> named.contains(path(file.location())));
    StagedFileCleanup.delete(table.io(), orphans.stream().map(FileInfo::location).toList());
    return new Result(orphans.size(), orphans.stream().mapToLong(FileInfo::size).sum());
  }

  /** Without scheme and host: s3 and s3a, or file: and file:///, name the same file. */
  static String path(String location) {
    return new Path(location).toUri().getPath();
  }

  private static SupportsPrefixOperations store(Table table) {
    if (table.io() instanceof SupportsPrefixOperations store) {
      return store;
    }
    throw new UserException(
        "table " + table.name(),
        "its files cannot be listed: " + table.io().getClass().getName() + " does not do that",
        "orphans are found by a listing of the table's location",
        "--only compact,expire; or io-impl: org.apache.iceberg.aws.s3.S3FileIO in the environment");
  }
}
