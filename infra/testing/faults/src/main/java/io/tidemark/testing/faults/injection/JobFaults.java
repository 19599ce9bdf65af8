package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.process.ProcessAwait;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What happens to the process of the job. */
final class JobFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LONGEST_START_MILLIS = 12_000;
  private static final int COMMIT_STEP_MILLIS = 70;
  private static final int COMMIT_STEPS = 10;
  private static final long LONGER_THAN_TRANSACTIONS = 22_000;

  private JobFaults() {}

  static String kill(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.killJob();
    plant.startJob(step.parallelism());
    return "";
  }

  static String killAtCommit(TestDeployment plant, ScheduledFault step) throws Exception {
    CompletedCheckpoints checkpoints = new CompletedCheckpoints(plant.site().ownCheckpoints());
    awaitCommit(plant.site(), step, checkpoints);
    plant.killJob();
    String hit = plant.tally().add(plant.site(), checkpoints.newest());
    plant.startJob(step.parallelism());
    return hit;
  }

  /** Once a checkpoint is complete, its commits to the tables take some hundred milliseconds. */
  static void awaitCommit(TestWorkspace site, ScheduledFault step, CompletedCheckpoints checkpoints)
      throws Exception {
    checkpoints.awaitNext();
    if (step.choice() % 2 == 0) {
      Thread.sleep(step.choice() % COMMIT_STEPS * COMMIT_STEP_MILLIS);
    } else {
      awaitNewMetadata(site, busyTable(site, step));
    }
  }

  static String busyTable(TestWorkspace site, ScheduledFault step) {
    List<String> tables = site.busyTables();
    return tables.get(step.choice() % tables.size());
  }

  /** Returns when a commit to a table has written its metadata, and has yet to tell the catalog. */
  static void awaitNewMetadata(TestWorkspace site, String table) throws Exception {
    Set<String> before = metadataFiles(site, table);
    ProcessAwait.until(
        "a commit to " + table, PATIENCE, 1, () -> !before.containsAll(metadataFiles(site, table)));
  }

  /** Their number says little: Iceberg removes the oldest. */
  private static Set<String> metadataFiles(TestWorkspace site, String table) {
    File directory = site.table(table).resolve("metadata").toFile();
    return Set.of(directory.list((parent, name) -> name.endsWith(".metadata.json")));
  }

  static String killWhileStarting(TestDeployment plant, ScheduledFault step) throws Exception {
    for (int kill = 1; kill <= step.fault().kills(); kill++) {
      plant.killJob();
      plant.startJob(step.parallelism());
      if (kill < step.fault().kills()) {
        Thread.sleep((long) (step.choice() + 1) * kill * 7919 % LONGEST_START_MILLIS);
      }
    }
    return "";
  }

  /** No checkpoint is left: the job begins anew behind its tables. */
  static String loseState(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.killJob();
    Path checkpoints = plant.site().ownCheckpoints();
    Files.move(checkpoints, checkpoints.resolveSibling("lost-" + step.number()));
    plant.startJob(step.parallelism(), "--bootstrap", "lake");
    return "";
  }

  static String terminate(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.stopJob();
    plant.startJob(step.parallelism());
    return "";
  }

  static String drain(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.stopJob();
    plant.drain(step.parallelism());
    plant.startJob(step.parallelism());
    return "";
  }

  static String pause(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.job().signal("STOP");
    Thread.sleep(LONGER_THAN_TRANSACTIONS + step.hold().toMillis());
    plant.job().signal("CONT");
    return "";
  }
}
