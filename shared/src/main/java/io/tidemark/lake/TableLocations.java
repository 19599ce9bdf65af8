package io.tidemark.lake;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;

/**
 * Folders in which a table keeps its files. They are less than its location: what else is below
 * that may be a table of a namespace with this table's name. See {@link LocationCheck}.
 *
 * @param table its name with all of its namespace
 * @param location of the table, as the catalog says
 * @param data locations of the folders that hold its data files, now or formerly
 * @param metadata of those that hold its metadata
 */
public record TableLocations(
    String table, String location, List<String> data, List<String> metadata) {

  private static final List<String> DATA_PATHS =
      List.of(
          TableProperties.WRITE_DATA_LOCATION,
          TableProperties.WRITE_FOLDER_STORAGE_LOCATION,
          TableProperties.OBJECT_STORE_PATH);

  public TableLocations {
    data = List.copyOf(data);
    metadata = List.copyOf(metadata);
  }

  /** Those of a table. */
  public static TableLocations of(String name, Table table) {
    String location = table.location().replaceFirst("/+$", "");
    return new TableLocations(
        name,
        location,
        folders(location + "/data", table.properties(), DATA_PATHS),
        folders(
            location + "/metadata",
            table.properties(),
            List.of(TableProperties.WRITE_METADATA_LOCATION)));
  }

  private static List<String> folders(
      String always, Map<String, String> properties, List<String> keys) {
    Set<String> folders = new LinkedHashSet<>(List.of(always));
    keys.stream().filter(properties::containsKey).map(properties::get).forEach(folders::add);
    return List.copyOf(folders);
  }

  /** All folders, none of which is below another. */
  public List<String> all() {
    List<String> folders = Stream.concat(data.stream(), metadata.stream()).toList();
    return folders.stream().filter(folder -> isOutermost(folder, folders)).toList();
  }

  private static boolean isOutermost(String folder, List<String> folders) {
    StoragePath place = StoragePath.of(folder);
    return folders.stream()
            .takeWhile(other -> !other.equals(folder))
            .noneMatch(other -> StoragePath.of(other).equals(place))
        && folders.stream()
            .map(StoragePath::of)
            .noneMatch(other -> !other.equals(place) && other.contains(place));
  }

  /** Whether one of the folders holds more than this table: its location, or a whole store. */
  public boolean isSpread() {
    StoragePath home = StoragePath.of(location);
    return all().stream().map(StoragePath::of).anyMatch(f -> f.isRoot() || f.contains(home));
  }

  /** Whether files of the other may be in a folder of this one, or the other way round. */
  public boolean meets(TableLocations other) {
    return all().stream().map(StoragePath::of).anyMatch(other::isIn)
        || other.all().stream().map(StoragePath::of).anyMatch(this::isIn);
  }

  /** Whether the two locations are one, or one is below the other. */
  boolean nests(String otherLocation) {
    return StoragePath.of(location).overlaps(StoragePath.of(otherLocation));
  }

  private boolean isIn(StoragePath folder) {
    return folder.contains(StoragePath.of(location))
        || all().stream().map(StoragePath::of).anyMatch(folder::contains);
  }
}
