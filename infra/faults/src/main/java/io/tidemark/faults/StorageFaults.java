package io.tidemark.faults;

import io.tidemark.lake.TableLayout;
import io.tidemark.pipeline.PipelineTables;
import java.nio.file.Path;
import java.util.List;

/** What happens to catalog, tables and checkpoints. */
final class StorageFaults {

  private StorageFaults() {}

  static String lockCatalog(Plant plant, Step step) throws Exception {
    try (CatalogLock lock = CatalogLock.on(LocalPlace.file(plant.site().dir()))) {
      Thread.sleep(step.hold().toMillis());
    }
    return "";
  }

  static String removeCatalog(Plant plant, Step step) throws Exception {
    hold(LocalPlace.file(plant.site().dir()), step);
    return "";
  }

  static String refuseTable(Plant plant, Step step) throws Exception {
    List<TableLayout> tables = PipelineTables.of(plant.site().pipeline());
    String table = tables.get(step.choice() % tables.size()).name();
    String part = step.choice() % 2 == 0 ? "data" : "metadata";
    Path refused = plant.site().table(table).resolve(part);
    if (!refused.toFile().exists()) {
      return table + " has no " + part + " yet";
    }
    hold(refused, step);
    return "%s of %s".formatted(part, table);
  }

  static String removeCheckpoints(Plant plant, Step step) throws Exception {
    hold(plant.site().checkpoints(), step);
    return "";
  }

  static String fillCheckpoints(Plant plant, Step step) throws Exception {
    if (!plant.disk().isMounted()) {
      return "SKIPPED: no disk of its own could be mounted here";
    }
    plant.disk().fill(step.hold());
    return "";
  }

  private static void hold(Path path, Step step) throws Exception {
    try (Obstacle obstacle = Obstacle.at(path)) {
      Thread.sleep(step.hold().toMillis());
    }
  }
}
