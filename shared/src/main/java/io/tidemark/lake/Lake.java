package io.tidemark.lake;

import io.tidemark.definition.Environment;
import io.tidemark.definition.UserException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.FlinkCatalog;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.ResolvingFileIO;

/**
 * Tables of one namespace of one Iceberg catalog: opens, lists, creates and checks them, and gives
 * jobs their loaders. Every job that reads or writes tables opens that of its {@code Workspace}.
 *
 * <pre>{@code
 * try (Lake lake = Lake.open(environment, "shop")) {
 *   Table events = lake.table("payments");          // a UserException where there is none
 *   lake.ensureAll(layouts);                        // creates missing tables, refuses other ones
 * }
 * }</pre>
 *
 * <p>Tables are created by {@link TableCreator} as their {@link TableLayout} says. What a catalog
 * throws becomes a {@link UserException} that a user can act on, without the properties' values.
 */
public final class Lake implements AutoCloseable {

  private final String catalogName;
  private final Map<String, String> properties;
  private final CatalogLoader loader;
  private final Catalog catalog;
  private final Namespace namespace;

  private Lake(
      String catalogName,
      Map<String, String> properties,
      CatalogLoader loader,
      Catalog catalog,
      Namespace namespace) {
    this.catalogName = catalogName;
    this.properties = properties;
    this.loader = loader;
    this.catalog = catalog;
    this.namespace = namespace;
  }

  /** Opens the environment's catalog and asks it something, so that a wrong address shows here. */
  public static Lake open(Environment environment, String namespace) {
    String name = environment.catalogName();
    Map<String, String> properties = environment.catalog();
    CatalogLoader loader = CatalogSettings.loader(name, properties);
    Catalog catalog = reach(name, properties, loader::loadCatalog);
    Lake lake = new Lake(name, properties, loader, catalog, Namespace.of(namespace.split("\\.")));
    try {
      lake.tables();
      return lake;
    } catch (RuntimeException e) {
      lake.close();
      throw e;
    }
  }

  /** Names of the namespace's tables, sorted; none where there is no such namespace yet. */
  public List<String> tables() {
    return ask(
        () -> {
          try {
            return catalog.listTables(namespace).stream()
                .map(TableIdentifier::name)
                .sorted()
                .toList();
          } catch (NoSuchNamespaceException e) {
            return List.of();
          }
        });
  }

  /** Whether there is such a table. */
  public boolean exists(String table) {
    return ask(() -> catalog.tableExists(identifier(table)));
  }

  /** The table as it is now. */
  public Table table(String table) {
    try {
      return ask(() -> catalog.loadTable(identifier(table)));
    } catch (NoSuchTableException e) {
      throw new UserException(
          "catalog " + catalogName,
          "there is no table " + identifier(table),
          "a table is there once its pipeline has run; this namespace has "
              + (tables().isEmpty() ? "none" : String.join(", ", tables())),
          "tidemark ingest shop.yaml, then this again");
    }
  }

  /** Lets the operators of a job open the table where they run. */
  public TableLoader loader(String table) {
    return TableLoader.fromCatalog(loader, identifier(table));
  }

  /** Lets the operators of a job open the catalog where they run. */
  public CatalogLoader catalogLoader() {
    return loader;
  }

  /**
   * Reaches any file that the environment's catalog properties give access to, by the scheme of its
   * URI: local disks, HDFS, S3 and others. It travels with a job.
   */
  public FileIO files() {
    return CatalogUtil.loadFileIO(
        ResolvingFileIO.class.getName(), properties, CatalogSettings.hadoop());
  }

  /** The catalog for Flink SQL; the lake's namespace is its database. */
  public FlinkCatalog flinkCatalog() {
    int last = namespace.length() - 1;
    String[] parents = Arrays.copyOf(namespace.levels(), last);
    return new FlinkCatalog(
        catalogName,
        namespace.level(last),
        Namespace.of(parents),
        loader,
        properties,
        false,
        CatalogProperties.CACHE_EXPIRATION_INTERVAL_MS_OFF);
  }

  /** Creates the table if it is missing; refuses one that differs from the layout. */
  public Table ensure(TableLayout layout, Map<String, String> extraProperties) {
    ensureAll(List.of(layout), extraProperties);
    return table(layout.name());
  }

  /** Creates those that are missing, with our own properties alone. */
  public void ensureAll(List<TableLayout> layouts) {
    ensureAll(layouts, Map.of());
  }

  /** Refuses tables that differ from their layouts; creates none. */
  public void check(List<TableLayout> layouts) {
    new TableCreator(this).check(layouts);
  }

  /** Compares all that exist with their layouts first; creates the missing ones only if all fit. */
  public void ensureAll(List<TableLayout> layouts, Map<String, String> extraProperties) {
    new TableCreator(this).ensureAll(layouts, extraProperties);
  }

  /**
   * Tells the table which order its files should have, unless it has one: tables from before there
   * was one, or of another tool.
   */
  public void sort(TableLayout layout) {
    Table table = table(layout.name());
    if (table.sortOrder().isUnsorted() && !layout.order().isEmpty()) {
      FileLayoutUpdate.sort(table.replaceSortOrder(), layout);
    }
  }

  /**
   * Where all tables of the catalog keep their files, those of other namespaces as well; without
   * those that cannot be read.
   */
  public List<TableLocations> folders() {
    return ask(() -> new CatalogLocations(catalog, namespace).all());
  }

  /** Where a table of the namespace keeps its files. */
  public TableLocations folders(String table) {
    return TableLocations.of(identifier(table).toString(), table(table));
  }

  /** Where those tables keep their files that a catalog may put next to the namespace's. */
  List<TableLocations> foldersNearby() {
    return ask(() -> new CatalogLocations(catalog, namespace).near());
  }

  Catalog catalog() {
    return catalog;
  }

  TableIdentifier identifier(String table) {
    return TableIdentifier.of(namespace, table);
  }

  void createNamespace() {
    if (catalog instanceof SupportsNamespaces namespaces
        && !ask(() -> namespaces.namespaceExists(namespace))) {
      try {
        ask(
            () -> {
              namespaces.createNamespace(namespace);
              return namespace;
            });
      } catch (AlreadyExistsException e) {
        return; // another process was quicker
      }
    }
  }

  /** The catalog's answer, or a problem that a user can read. */
  public <T> T ask(Supplier<T> question) {
    return reach(catalogName, properties, question);
  }

  private static <T> T reach(String name, Map<String, String> properties, Supplier<T> question) {
    try {
      return question.get();
    } catch (UserException | NoSuchTableException | AlreadyExistsException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw CatalogErrors.because(name, properties, e);
    }
  }

  @Override
  public void close() {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
