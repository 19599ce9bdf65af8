package io.tidemark.backfill.maintenance;

import io.tidemark.definition.Problem;
import io.tidemark.lake.StoragePath;
import io.tidemark.lake.TableLocations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Finds out whether other tables have files in a table's folders: tables of this catalog, by their
 * {@link TableLocations}, and of others, by their {@link MetadataFile}s. If so, files that this
 * table does not name may be in use, and {@link DeleteOrphanFilesAction} deletes none.
 */
final class SharedFolderCheck {

  private static final String RULE =
      "files that a table does not name are deleted only where nobody else has any";
  private static final String ONLY = "--only compact,expire";

  private final Table table;
  private final TableLocations own;

  SharedFolderCheck(Table table, TableLocations own) {
    this.table = table;
    this.own = own;
  }

  /**
   * @param unnamed files in the table's folders that it does not name
   * @param all where the tables of the catalog keep theirs, this one among them
   */
  Optional<Problem> problem(List<FileInfo> unnamed, List<TableLocations> all) {
    return declared().or(() -> known(all)).or(() -> found(unnamed));
  }

  private Optional<Problem> declared() {
    if (!PropertyUtil.propertyAsBoolean(
        table.properties(), TableProperties.GC_ENABLED, TableProperties.GC_ENABLED_DEFAULT)) {
      return Optional.of(
          problem("it says gc.enabled=false: its files may be those of other tables, too", ONLY));
    }
    return own.isSpread()
        ? Optional.of(
            problem(
                "its files go to " + own.all() + ", which is more than a folder of its own",
                "write.data.path: s3://bucket/data/shop_activity; " + ONLY))
        : Optional.empty();
  }

  private Optional<Problem> known(List<TableLocations> all) {
    return all.stream()
        .filter(other -> !other.table().equals(own.table()) && own.meets(other))
        .findFirst()
        .map(
            other ->
                problem(
                    "table " + other.table() + " has files there as well, at " + other.location(),
                    "move one of them: another `namespace:`, filled anew; until then " + ONLY));
  }

  private Optional<Problem> found(List<FileInfo> unnamed) {
    Set<StoragePath> ours =
        own.metadata().stream().map(StoragePath::of).collect(Collectors.toSet());
    return unnamed.stream()
        .map(FileInfo::location)
        .filter(MetadataFile::isOne)
        .filter(file -> !ours.contains(MetadataFile.folder(file)) || isOfAnother(file))
        .findFirst()
        .map(
            file ->
                problem(
                    "another table's metadata is there: " + file,
                    "if that table was dropped, delete its files yourself; if not, " + ONLY));
  }

  private boolean isOfAnother(String file) {
    return MetadataFile.tableId(table.io(), file)
        .filter(id -> !id.equals(table.uuid().toString()))
        .isPresent();
  }

  private Problem problem(String what, String example) {
    return new Problem("table " + own.table(), "no orphans were deleted: " + what, RULE, example);
  }
}
