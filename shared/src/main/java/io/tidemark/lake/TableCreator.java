package io.tidemark.lake;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates missing tables as their {@link TableLayout} says, for {@link Lake}, and refuses existing
 * ones that differ ({@link LayoutCheck}); one that never had a row takes the new layout ({@link
 * RedefinitionCommitter}). All are compared before the first is created.
 */
public final class TableCreator {

  /** The property by which Iceberg's sink leaves out empty checkpoints. */
  public static final String EMPTY_COMMITS = "flink.max-continuous-empty-commits";

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry(TableProperties.FORMAT_VERSION, "2"),
          Map.entry(TableProperties.DEFAULT_FILE_FORMAT, "parquet"),
          Map.entry(TableProperties.PARQUET_COMPRESSION, "zstd"),
          // Ids and sums hardly repeat: a dictionary of them is given up after a few thousand
          // values.
          Map.entry(TableProperties.PARQUET_DICT_SIZE_BYTES, "32768"),
          // What a reader skips in a sorted file; smaller ones cost space, and requests to a store.
          Map.entry(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, String.valueOf(8L << 20)),
          // A file that is being written has a page on the heap at once: 1 MB by default.
          Map.entry(TableProperties.PARQUET_PAGE_SIZE_BYTES, "131072"),
          Map.entry(TableProperties.MIN_SNAPSHOTS_TO_KEEP, "50"),
          Map.entry(TableProperties.MAX_SNAPSHOT_AGE_MS, String.valueOf(5L * 24 * 60 * 60 * 1000)),
          // A live job and a backfill commit to one table: neither should give up early.
          Map.entry(TableProperties.COMMIT_NUM_RETRIES, "10"),
          // LiveTable decides which quiet checkpoints are committed.
          Map.entry(EMPTY_COMMITS, "1"));

  /** Every commit writes all metadata anew. */
  private static final Map<String, String> OF_METADATA =
      Map.of(
          TableProperties.METADATA_COMPRESSION,
          "gzip",
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED,
          "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX,
          "50");

  private static final Logger LOG = LoggerFactory.getLogger(TableCreator.class);

  private final Lake lake;

  TableCreator(Lake lake) {
    this.lake = lake;
  }

  void ensureAll(List<TableLayout> layouts, Map<String, String> extraProperties) {
    List<TableLayout> unfit = new ArrayList<>();
    List<TableLayout> missing = check(layouts, unfit);
    unfit.forEach(this::redefine);
    if (!missing.isEmpty()) {
      requireApart(missing, extraProperties);
      lake.createNamespace();
    }
    missing.forEach(layout -> create(layout, extraProperties));
    layouts.stream()
        .filter(layout -> !missing.contains(layout))
        .forEach(layout -> ColumnMetrics.complete(lake.table(layout.name()), layout));
  }

  private void redefine(TableLayout layout) {
    Table table = lake.table(layout.name());
    List<Problem> differences = LayoutCheck.problems(layout, table);
    lake.ask(
        () -> {
          new RedefinitionCommitter(layout, table).run();
          return layout;
        });
    LOG.warn(
        "Table {} never had a row and takes the pipeline's definition: {}",
        layout.name(),
        differences.stream().map(Problem::what).collect(Collectors.joining("; ")));
  }

  private void requireApart(List<TableLayout> missing, Map<String, String> extraProperties) {
    LocationCheck check = new LocationCheck(lake.foldersNearby());
    if (!check.isNeeded()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    for (TableLayout layout : missing) {
      location(layout, extraProperties)
          .flatMap(location -> check.problem(layout.name(), location))
          .ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
  }

  /** What the catalog would choose; empty if the table is there meanwhile. */
  private Optional<String> location(TableLayout layout, Map<String, String> extraProperties) {
    try {
      return Optional.of(lake.ask(() -> staged(layout, extraProperties).location()));
    } catch (AlreadyExistsException e) {
      return Optional.empty();
    }
  }

  private Table staged(TableLayout layout, Map<String, String> extraProperties) {
    try {
      return builder(layout, extraProperties).createTransaction().table();
    } catch (NoSuchNamespaceException e) {
      lake.createNamespace();
      return builder(layout, extraProperties).createTransaction().table();
    }
  }

  /** Metadata properties that new tables get and one of an earlier version lacks. */
  public static Map<String, String> missingOfMetadata(Table table) {
    Map<String, String> missing = new HashMap<>(OF_METADATA);
    missing.keySet().removeAll(table.properties().keySet());
    return missing;
  }

  /** Layouts whose table is missing; refuses if an existing table differs. */
  List<TableLayout> check(List<TableLayout> layouts) {
    List<TableLayout> unfit = new ArrayList<>();
    List<TableLayout> missing = check(layouts, unfit);
    List<Problem> problems =
        unfit.stream()
            .flatMap(l -> LayoutCheck.problems(l, lake.table(l.name())).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
    return missing;
  }

  /**
   * @param unfit given those that differ, but that no row was ever written to
   */
  private List<TableLayout> check(List<TableLayout> layouts, List<TableLayout> unfit) {
    List<TableLayout> missing = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (TableLayout layout : layouts) {
      if (lake.exists(layout.name())) {
        Table table = lake.table(layout.name());
        List<Problem> differences = LayoutCheck.problems(layout, table);
        if (!differences.isEmpty() && RedefinitionCommitter.isPossible(table)) {
          unfit.add(layout);
        } else {
          problems.addAll(differences);
        }
      } else {
        missing.add(layout);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
    return missing;
  }

  private Catalog.TableBuilder builder(TableLayout layout, Map<String, String> extraProperties) {
    Schema schema = IcebergSchemaConverter.schema(layout);
    return lake.catalog()
        .buildTable(lake.identifier(layout.name()), schema)
        .withPartitionSpec(IcebergSchemaConverter.spec(layout, schema))
        .withSortOrder(IcebergSchemaConverter.order(layout, schema))
        .withProperties(properties(layout, extraProperties));
  }

  private void create(TableLayout layout, Map<String, String> extraProperties) {
    Catalog.TableBuilder table = builder(layout, extraProperties);
    try {
      lake.ask(table::create);
    } catch (AlreadyExistsException e) {
      check(List.of(layout)); // another process was quicker
    }
  }

  private static Map<String, String> properties(
      TableLayout layout, Map<String, String> extraProperties) {
    Map<String, String> properties = new HashMap<>(PROPERTIES);
    properties.putAll(OF_METADATA);
    if (!layout.doc().isEmpty()) {
      properties.put("comment", layout.doc());
    }
    properties.putAll(ColumnMetrics.properties(layout));
    layout.definition().ifPresent(d -> properties.putAll(FingerprintProperties.properties(d)));
    properties.putAll(extraProperties);
    return properties;
  }
}
