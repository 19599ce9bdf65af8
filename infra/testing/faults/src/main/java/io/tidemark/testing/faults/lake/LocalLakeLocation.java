package io.tidemark.testing.faults.lake;

import java.nio.file.Path;
import java.util.Map;

/** SQLite catalog and table files in a local directory; {@link LakeKind#LOCAL}. */
public record LocalLakeLocation() implements LakeLocation {

  @Override
  public Map<String, String> catalog(Path dir) {
    return Map.of(
        "catalog-impl",
        "org.apache.iceberg.jdbc.JdbcCatalog",
        "uri",
        "jdbc:sqlite:" + file(dir) + "?journal_mode=WAL",
        "warehouse",
        warehouse(dir).toString());
  }

  /** The file of the catalog. */
  public static Path file(Path dir) {
    return dir.resolve("catalog.db");
  }

  @Override
  public Path warehouse(Path dir) {
    return dir.resolve("warehouse");
  }

  @Override
  public LakeServers start(Path dir) {
    return LakeServers.none();
  }
}
