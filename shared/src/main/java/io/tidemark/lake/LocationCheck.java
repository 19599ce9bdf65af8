package io.tidemark.lake;

import io.tidemark.definition.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a new table whose location lies in that of another, or around it. Catalogs put namespace
 * {@code shop.activity} into the folder of table {@code activity} in {@code shop}, and a cleanup of
 * one would delete the files of both. {@link CatalogLocations} finds the others.
 */
final class LocationCheck {

  private final List<TableLocations> others;

  /**
   * @param others tables that are there
   */
  LocationCheck(List<TableLocations> others) {
    this.others = others;
  }

  boolean isNeeded() {
    return !others.isEmpty();
  }

  /**
   * @param location that the table would have
   */
  Optional<Problem> problem(String table, String location) {
    return others.stream()
        .filter(other -> other.nests(location))
        .findFirst()
        .map(other -> problem(table, location, other));
  }

  private static Problem problem(String table, String location, TableLocations other) {
    return new Problem(
        "table " + table,
        "its place would be "
            + location
            + ", and table "
            + other.table()
            + " is at "
            + other.location(),
        "no table lies in the folder of another: what cleans one up would delete files of the other",
        "another `namespace:`, which is not called like a table: shop_activity for shop.activity");
  }
}
