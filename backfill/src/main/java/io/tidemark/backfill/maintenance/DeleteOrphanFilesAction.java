package io.tidemark.backfill.maintenance;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.lake.TableLocations;
import io.tidemark.lake.live.ProtectedSnapshots;
import io.tidemark.lake.write.StagedFileCleaner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Deletes the files in a table's own folders that nothing names, left behind by killed jobs and
 * lost answers. {@link ReachableFiles} tells which are named, {@link SharedFolderCheck} whether
 * somebody else has files there.
 */
final class DeleteOrphanFilesAction {

  private final Duration age;
  private final Supplier<List<TableLocations>> all;

  /**
   * Result of a removal.
   *
   * @param bytes of these files
   * @param problem why nothing was, although there is something
   */
  record Result(long files, long bytes, Optional<Problem> problem) {

    static final Result NOTHING = new Result(0, 0, Optional.empty());
  }

  /**
   * @param age younger files stay: those of a commit that is under way are named by nothing either.
   *     Nor are those that a live job had written but not committed when it died, for as long as it
   *     is not started again: what is younger than its last commits stays as well
   * @param all where the tables of the catalog keep their files; asked before anything is deleted
   */
  DeleteOrphanFilesAction(Duration age, Supplier<List<TableLocations>> all) {
    this.age = age;
    this.all = all;
  }

  /**
   * @param folders the table's
   * @throws UserException if the table's store cannot list its files
   */
  Result remove(Table table, TableLocations folders) {
    Instant old = Instant.now().minus(age);
    long before = Math.min(old.toEpochMilli(), ProtectedSnapshots.of(table, old).millis());
    // Listed first: what is committed in between is named by what is read after it.
    List<FileInfo> files = FolderListing.of(store(table), folders);
    table.refresh();
    Set<String> named = ReachableFiles.of(table);
    List<FileInfo> unnamed =
        files.stream().filter(file -> !named.contains(path(file.location()))).toList();
    List<FileInfo> orphans =
        unnamed.stream().filter(file -> file.createdAtMillis() < before).toList();
    if (orphans.isEmpty()) {
      return Result.NOTHING;
    }
    return new SharedFolderCheck(table, folders)
        .problem(unnamed, all.get())
        .map(problem -> new Result(0, 0, Optional.of(problem)))
        .orElseGet(() -> delete(table, orphans));
  }

  private static Result delete(Table table, List<FileInfo> orphans) {
    StagedFileCleaner.delete(table.io(), orphans.stream().map(FileInfo::location).toList());
    return new Result(
        orphans.size(), orphans.stream().mapToLong(FileInfo::size).sum(), Optional.empty());
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
        "orphans are found by a listing of the table's folders",
        "--only compact,expire; or io-impl: org.apache.iceberg.aws.s3.S3FileIO in the environment");
  }
}
