package io.tidemark.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the {@link TableLocations} of a catalog's other tables, so that {@link LocationCheck}
 * and orphan removal keep off their files.
 */
final class CatalogLocations {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogLocations.class);

  private final Catalog catalog;
  private final Namespace namespace;
  private final List<TableLocations> found = new ArrayList<>();

  CatalogLocations(Catalog catalog, Namespace namespace) {
    this.catalog = catalog;
    this.namespace = namespace;
  }

  /** All tables of the catalog, as far as they can be read. */
  List<TableLocations> all() {
    addParents();
    if (catalog instanceof SupportsNamespaces) {
      addBelow(Namespace.empty());
    } else {
      addTables(namespace);
    }
    return distinct();
  }

  /** Tables whose location may be around, in or below that of a table of the namespace. */
  List<TableLocations> near() {
    addParents();
    addTables(namespace);
    if (catalog instanceof SupportsNamespaces) {
      addBelow(namespace);
    }
    return distinct();
  }

  private List<TableLocations> distinct() {
    return found.stream().distinct().toList();
  }

  /** A catalog may give a namespace no name in a listing whose folder is a table's as well. */
  private void addParents() {
    for (int i = 1; i < namespace.length(); i++) {
      TableIdentifier parent = TableIdentifier.of(first(i), namespace.level(i));
      if (allowed(() -> catalog.tableExists(parent), false)) {
        add(parent);
      }
    }
  }

  private Namespace first(int levels) {
    return Namespace.of(List.of(namespace.levels()).subList(0, levels).toArray(String[]::new));
  }

  private void addBelow(Namespace parent) {
    for (Namespace child : namespaces(parent)) {
      addTables(child);
      addBelow(child);
    }
  }

  private List<Namespace> namespaces(Namespace parent) {
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    return allowed(() -> namespaces.listNamespaces(parent), List.<Namespace>of()).stream()
        .filter(child -> child.length() > parent.length())
        .toList();
  }

  private void addTables(Namespace of) {
    allowed(() -> catalog.listTables(of), List.<TableIdentifier>of()).forEach(this::add);
  }

  /** The answer, or another where the catalog does not let us ask or knows of nothing there. */
  private static <T> T allowed(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (NoSuchNamespaceException | ForbiddenException | UnsupportedOperationException e) {
      LOG.debug("Not all tables of the catalog are known: {}", e.toString());
      return otherwise;
    }
  }

  private void add(TableIdentifier table) {
    folders(table).ifPresent(found::add);
  }

  /** A catalog may hold what is no table of Iceberg's, is broken, or is not ours to read. */
  private Optional<TableLocations> folders(TableIdentifier table) {
    try {
      return Optional.of(TableLocations.of(table.toString(), catalog.loadTable(table)));
    } catch (RuntimeException e) {
      LOG.warn("Where table {} has its files is not known: {}", table, e.toString());
      return Optional.empty();
    }
  }
}
