package io.tidemark.backfill.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.backfill.BackfillFixture;
import io.tidemark.backfill.ForeignRowWriter;
import io.tidemark.backfill.maintenance.MaintenanceSettings.Task;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.pipeline.PipelineTables;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cleanup of one table leaves the files of every other, wherever they are. */
class NestedTablesTest {

  private static final Schema SCHEMA =
      new Schema(Types.NestedField.optional(1, "n", Types.LongType.get()));

  @TempDir Path dir;
  private BackfillFixture past;
  private Path own;
  private Catalog catalog;

  @BeforeEach
  void create() {
    past = new BackfillFixture(dir);
    own = dir.resolve("warehouse/shop/activity");
    try (Lake lake = past.lake()) {
      lake.ensureAll(PipelineTables.of(BackfillFixture.SHOP));
      catalog = lake.catalogLoader().loadCatalog();
    }
  }

  @AfterEach
  void close() throws IOException {
    ((Closeable) catalog).close();
  }

  /** A table of somebody else's, with a row. */
  private Table other(String namespace, String name, String location, Map<String, String> more) {
    Catalog.TableBuilder builder =
        catalog
            .buildTable(TableIdentifier.parse(namespace + "." + name), SCHEMA)
            .withProperties(more);
    if (location != null) {
      builder = builder.withLocation(location);
    }
    Table table = builder.create();
    ForeignRowWriter.append(table, Map.of("n", 1L), Map.of());
    return table;
  }

  private Table other(String namespace, String name) {
    return other(namespace, name, null, Map.of());
  }

  /** An orphan in that folder; everything is old, so that age protects nothing. */
  private Path orphan(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path orphan = Files.writeString(folder.resolve("killed.parquet"), "12345");
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(30)));
    for (Path file : files()) {
      Files.setLastModifiedTime(file, old);
    }
    return orphan;
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return new TreeSet<>(
          files
              .filter(file -> Files.isRegularFile(file) && !file.toString().contains("catalog.db"))
              .toList());
    }
  }

  private MaintainJob.Result clean(String table) throws Exception {
    MaintenanceSettings settings =
        new MaintenanceSettings(
            Set.of(Task.ORPHANS),
            Duration.ZERO,
            5,
            false,
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ofDays(5));
    return past.maintain(table, settings, MaintenanceProgressListener.SILENT);
  }

  private void onlyTheOrphanGoes(Path orphan) throws Exception {
    Set<Path> before = files();
    MaintainJob.Result result = clean("activity");
    before.remove(orphan);
    assertThat(files()).isEqualTo(before);
    assertThat(result.problem()).isEmpty();
    assertThat(result.orphans()).isEqualTo(1);
  }

  private String nothingGoes() throws Exception {
    return nothingGoes("activity");
  }

  private String nothingGoes(String table) throws Exception {
    Set<Path> before = files();
    MaintainJob.Result result = clean(table);
    assertThat(files()).isEqualTo(before);
    assertThat(result.orphans()).isZero();
    return result.problem().map(Problem::toString).orElseThrow();
  }

  @Test
  void theTablesOfANamespaceThatIsCalledLikeTheTableStay() throws Exception {
    other("shop.activity", "orders");
    other("shop.activity.deep", "orders");
    onlyTheOrphanGoes(orphan(own.resolve("data")));
  }

  @Test
  void theTablesBesideItStay() throws Exception {
    other("shop.activity2", "orders");
    other("shop", "activity_2");
    other("shop2", "activity");
    onlyTheOrphanGoes(orphan(own.resolve("data")));
  }

  @Test
  void filesOfNobodyBesideItsFoldersAreNotItsOwn() throws Exception {
    Path notes = orphan(own.resolve("notes"));
    Path orphan = orphan(own.resolve("metadata"));
    onlyTheOrphanGoes(orphan);
    assertThat(notes).exists();
  }

  @Test
  void aTableInTheFolderOfItsDataKeepsTheOrphans() throws Exception {
    other("shop.activity", "data");
    orphan(own.resolve("data"));
    assertThat(nothingGoes())
        .contains("table shop.activity:", "shop.activity.data", "--only compact,expire");
  }

  @Test
  void aTableBelowTheFolderOfItsMetadataKeepsTheOrphans() throws Exception {
    other("shop.activity.metadata", "orders");
    orphan(own.resolve("data"));
    assertThat(nothingGoes()).contains("shop.activity.metadata.orders");
  }

  @Test
  void aTableWithItsDataInAFolderOfTheTableKeepsTheOrphans() throws Exception {
    other("elsewhere", "orders", null, Map.of("write.data.path", own.resolve("data/x") + "/"));
    orphan(own.resolve("data"));
    assertThat(nothingGoes()).contains("elsewhere.orders");
  }

  @Test
  void equalLocationsAreSeenHoweverTheyAreWritten() throws Exception {
    for (String written : List.of(own + "/", "file:" + own, "file://" + own + "//")) {
      Table other = other("elsewhere", "orders", written, Map.of());
      orphan(own.resolve("data"));
      assertThat(nothingGoes()).contains("elsewhere.orders");
      catalog.dropTable(TableIdentifier.parse("elsewhere.orders"), true);
      assertThat(other).isNotNull();
    }
  }

  @Test
  void aTableOfAnotherCatalogAtTheSamePlaceKeepsTheOrphans() throws Exception {
    Path copy = dir.resolve("other");
    try (Lake lake =
        Lake.open(
            new io.tidemark.definition.Environment(
                Map.of(),
                "lake",
                Map.of(
                    "catalog-impl",
                    "org.apache.iceberg.jdbc.JdbcCatalog",
                    "uri",
                    "jdbc:sqlite:" + copy.resolve("catalog.db"),
                    "table-default.write.metadata.compression-codec",
                    "gzip",
                    "warehouse",
                    dir.resolve("warehouse").toString()),
                Optional.empty(),
                "file:///nowhere",
                Duration.ofSeconds(10),
                1,
                io.tidemark.definition.Environment.Delivery.AT_LEAST_ONCE,
                Optional.empty(),
                Map.of()),
            "shop")) {
      lake.ensureAll(PipelineTables.of(BackfillFixture.SHOP));
    }
    orphan(own.resolve("data"));
    assertThat(nothingGoes()).contains("another table's metadata is there", "gz.metadata.json");
  }

  @Test
  void aTableOfAnotherCatalogInTheFolderOfItsDataKeepsTheOrphans() throws Exception {
    Table nested = other("shop.activity.data", "orders");
    assertThat(nested.location()).endsWith("shop/activity/data/orders");
    catalog.dropTable(TableIdentifier.parse("shop.activity.data.orders"), false);
    orphan(own.resolve("data"));
    assertThat(nothingGoes()).contains("another table's metadata is there");
  }

  @Test
  void ownMetadataThatNothingNamesIsAnOrphan() throws Exception {
    Path unused;
    try (Stream<Path> files = Files.list(own.resolve("metadata"))) {
      Path current = files.filter(f -> f.toString().endsWith(".metadata.json")).findFirst().get();
      unused = Files.copy(current, own.resolve("metadata/00099-lost.metadata.json"));
    }
    Path broken = Files.writeString(own.resolve("metadata/00098-torn.metadata.json"), "{\"fo");
    Path orphan = orphan(own.resolve("data"));
    Set<Path> before = files();
    assertThat(clean("activity").orphans()).isEqualTo(3);
    before.removeAll(List.of(unused, broken, orphan));
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void dataOnAPathOfItsOwnIsCleanedUpToo() throws Exception {
    Path data = dir.resolve("apart/activity");
    Path metadata = dir.resolve("apart/metadata-of-activity");
    try (Lake lake = past.lake()) {
      lake.table("activity")
          .updateProperties()
          .set("write.data.path", data.toUri() + "/")
          .set("write.metadata.path", metadata.toString())
          .commit();
      lake.table("activity").updateProperties().set("a", "b").commit();
    }
    assertThat(files()).anyMatch(file -> file.startsWith(metadata));
    onlyTheOrphanGoes(orphan(data));
    onlyTheOrphanGoes(orphan(metadata));
    onlyTheOrphanGoes(orphan(own.resolve("data")));
  }

  @Test
  void aPathThatTablesShareOrThatHoldsMoreThanDataKeepsTheOrphans() throws Exception {
    Path shared = dir.resolve("apart");
    setDataPath(shared);
    other("elsewhere", "orders", null, Map.of("write.data.path", shared.toString()));
    orphan(shared);
    assertThat(nothingGoes()).contains("elsewhere.orders");
    catalog.dropTable(TableIdentifier.parse("elsewhere.orders"), true);
    setDataPath(dir.resolve("warehouse"));
    orphan(own.resolve("data"));
    assertThat(nothingGoes()).contains("more than a folder of its own");
  }

  private void setDataPath(Path path) {
    try (Lake lake = past.lake()) {
      lake.table("activity").updateProperties().set("write.data.path", path.toString()).commit();
    }
  }

  @Test
  void aTableThatSaysSoKeepsItsFiles() throws Exception {
    try (Lake lake = past.lake()) {
      lake.table("activity").updateProperties().set("gc.enabled", "false").commit();
    }
    orphan(own.resolve("data"));
    assertThat(nothingGoes()).contains("gc.enabled=false");
  }

  @Test
  void aTableThatCannotBeReadIsNoObstacle() throws Exception {
    Table broken = other("elsewhere", "orders");
    try (Stream<Path> files = Files.walk(Path.of(broken.location(), "metadata"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    onlyTheOrphanGoes(orphan(own.resolve("data")));
  }

  private String refusal(String namespace) throws IOException {
    Set<Path> before = files();
    try (Lake lake = Lake.open(past.environment(), namespace)) {
      UserException refusal =
          catchThrowableOfType(
              UserException.class, () -> lake.ensureAll(PipelineTables.of(BackfillFixture.SHOP)));
      assertThat(lake.tables()).doesNotContain("activity");
      assertThat(files()).isEqualTo(before);
      return refusal.getMessage();
    }
  }

  @Test
  void noTableIsMadeInTheFolderOfAnother() throws Exception {
    assertThat(refusal("shop.activity"))
        .contains("table shop.activity is at", "shop/activity/activity", "another `namespace:`");
    assertThat(refusal("shop.customer.deep")).contains("table shop.customer is at");
  }

  @Test
  void noTableIsMadeAroundAnother() throws Exception {
    other("outlet.activity.deep", "orders");
    assertThat(refusal("outlet")).contains("outlet.activity.deep.orders is at");
  }

  @Test
  void noTableIsMadeWhereOneWasThatHasAnotherNameNow() throws Exception {
    other("outlet", "activity");
    catalog.renameTable(
        TableIdentifier.parse("outlet.activity"), TableIdentifier.parse("outlet.formerly"));
    assertThat(refusal("outlet")).contains("outlet.formerly is at");
  }

  @Test
  void tablesBesideEachOtherAreMade() {
    List<String> made = new ArrayList<>();
    for (String namespace : List.of("shop.activity2", "shop2", "shop.eu", "sho", "shop2.activit")) {
      try (Lake lake = Lake.open(past.environment(), namespace)) {
        lake.ensureAll(PipelineTables.of(BackfillFixture.SHOP));
        made.addAll(lake.tables());
      }
    }
    assertThat(made).hasSize(5 * PipelineTables.of(BackfillFixture.SHOP).size());
  }
}
