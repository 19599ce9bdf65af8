package io.tidemark.testing.faults.injection;

import io.tidemark.lake.TableLayout;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.lake.LocalLakeLocation;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.nio.file.Path;
import java.util.List;

/**
 * Faults of a SQLite catalog, table files and checkpoints ({@link CatalogLock}, {@link
 * PathBlocker}); called by {@link FaultInjector}.
 */
final class StorageFaults {

  private StorageFaults() {}

  static String lockCatalog(TestDeployment deployment, ScheduledFault step) throws Exception {
    try (CatalogLock lock = CatalogLock.on(LocalLakeLocation.file(deployment.site().dir()))) {
      Thread.sleep(step.hold().toMillis());
    }
    return "";
  }

  static String removeCatalog(TestDeployment deployment, ScheduledFault step) throws Exception {
    hold(LocalLakeLocation.file(deployment.site().dir()), step);
    return "";
  }

  static String refuseTable(TestDeployment deployment, ScheduledFault step) throws Exception {
    List<TableLayout> tables = PipelineTables.of(deployment.site().pipeline());
    String table = tables.get(step.choice() % tables.size()).name();
    String part = step.choice() % 2 == 0 ? "data" : "metadata";
    Path refused = deployment.site().table(table).resolve(part);
    if (!refused.toFile().exists()) {
      return table + " has no " + part + " yet";
    }
    hold(refused, step);
    return "%s of %s".formatted(part, table);
  }

  static String removeCheckpoints(TestDeployment deployment, ScheduledFault step) throws Exception {
    hold(deployment.site().checkpoints(), step);
    return "";
  }

  static String fillCheckpoints(TestDeployment deployment, ScheduledFault step) throws Exception {
    if (!deployment.disk().isMounted()) {
      return "SKIPPED: no disk of its own could be mounted here";
    }
    deployment.disk().fill(step.hold());
    return "";
  }

  private static void hold(Path path, ScheduledFault step) throws Exception {
    try (PathBlocker blocker = PathBlocker.at(path)) {
      Thread.sleep(step.hold().toMillis());
    }
  }
}
