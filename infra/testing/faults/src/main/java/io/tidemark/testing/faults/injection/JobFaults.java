package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Faults of the job's process: kills, pauses, stops and the loss of its state; called by {@link
 * FaultInjector}.
 */
final class JobFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LONGEST_START_MILLIS = 12_000;
  private static final int COMMIT_STEP_MILLIS = 70;
  private static final int COMMIT_STEPS = 10;
  private static final long LONGER_THAN_TRANSACTIONS = 22_000;

  private JobFaults() {}

  static String kill(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.killJob();
    deployment.startJob(step.parallelism());
    return "";
  }

  static String killAtCommit(TestDeployment deployment, ScheduledFault step) throws Exception {
    CompletedCheckpoints checkpoints = new CompletedCheckpoints(deployment.site().ownCheckpoints());
    awaitCommit(deployment.site(), step, checkpoints);
    deployment.killJob();
    String hit = deployment.tally().add(deployment.site(), checkpoints.newest());
    deployment.startJob(step.parallelism());
    return hit;
  }

  /** Once a checkpoint is complete, its commits to the tables take some hundred milliseconds. */
  static void awaitCommit(
      TestWorkspace workspace, ScheduledFault step, CompletedCheckpoints checkpoints)
      throws Exception {
    checkpoints.awaitNext();
    if (step.choice() % 2 == 0) {
      Thread.sleep(step.choice() % COMMIT_STEPS * COMMIT_STEP_MILLIS);
    } else {
      awaitNewMetadata(workspace, busyTable(workspace, step));
    }
  }

  static String busyTable(TestWorkspace workspace, ScheduledFault step) {
    List<String> tables = workspace.busyTables();
    return tables.get(step.choice() % tables.size());
  }

  /** Returns when a commit to a table has written its metadata, and has yet to tell the catalog. */
  static void awaitNewMetadata(TestWorkspace workspace, String table) throws Exception {
    Set<String> before = metadataFiles(workspace, table);
    ConditionAwait.until(
        "a commit to " + table,
        PATIENCE,
        1,
        () -> !before.containsAll(metadataFiles(workspace, table)));
  }

  /** Their number says little: Iceberg removes the oldest. */
  private static Set<String> metadataFiles(TestWorkspace workspace, String table) {
    File directory = workspace.table(table).resolve("metadata").toFile();
    return Set.of(directory.list((parent, name) -> name.endsWith(".metadata.json")));
  }

  static String killWhileStarting(TestDeployment deployment, ScheduledFault step) throws Exception {
    for (int kill = 1; kill <= step.fault().kills(); kill++) {
      deployment.killJob();
      deployment.startJob(step.parallelism());
      if (kill < step.fault().kills()) {
        Thread.sleep((long) (step.choice() + 1) * kill * 7919 % LONGEST_START_MILLIS);
      }
    }
    return "";
  }

  /** No checkpoint is left: the job begins anew behind its tables. */
  static String loseState(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.killJob();
    Path checkpoints = deployment.site().ownCheckpoints();
    Files.move(checkpoints, checkpoints.resolveSibling("lost-" + step.number()));
    deployment.startJob(step.parallelism(), "--bootstrap", "lake");
    return "";
  }

  static String terminate(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.stopJob();
    deployment.startJob(step.parallelism());
    return "";
  }

  static String drain(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.stopJob();
    deployment.drain(step.parallelism());
    deployment.startJob(step.parallelism());
    return "";
  }

  static String pause(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.job().signal("STOP");
    Thread.sleep(LONGER_THAN_TRANSACTIONS + step.hold().toMillis());
    deployment.job().signal("CONT");
    return "";
  }
}
