package io.tidemark.testing.faults.injection;

import io.tidemark.lake.TableLayout;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.lake.LocalLakeLocation;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.nio.file.Path;
import java.util.List;

/** What happens to catalog, tables and checkpoints. */
final class StorageFaults {

  private StorageFaults() {}

  static String lockCatalog(TestDeployment plant, ScheduledFault step) throws Exception {
    try (CatalogLock lock = CatalogLock.on(LocalLakeLocation.file(plant.site().dir()))) {
      Thread.sleep(step.hold().toMillis());
    }
    return "";
  }

  static String removeCatalog(TestDeployment plant, ScheduledFault step) throws Exception {
    hold(LocalLakeLocation.file(plant.site().dir()), step);
    return "";
  }

  static String refuseTable(TestDeployment plant, ScheduledFault step) throws Exception {
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

  static String removeCheckpoints(TestDeployment plant, ScheduledFault step) throws Exception {
    hold(plant.site().checkpoints(), step);
    return "";
  }

  static String fillCheckpoints(TestDeployment plant, ScheduledFault step) throws Exception {
    if (!plant.disk().isMounted()) {
      return "SKIPPED: no disk of its own could be mounted here";
    }
    plant.disk().fill(step.hold());
    return "";
  }

  private static void hold(Path path, ScheduledFault step) throws Exception {
    try (PathBlocker obstacle = PathBlocker.at(path)) {
      Thread.sleep(step.hold().toMillis());
    }
  }
}
