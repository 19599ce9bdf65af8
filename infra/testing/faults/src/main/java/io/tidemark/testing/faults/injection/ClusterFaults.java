package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.cluster.ClusterRestClient;
import io.tidemark.testing.faults.cluster.FlinkCluster;
import io.tidemark.testing.faults.deployment.ApplicationClusterJob;
import io.tidemark.testing.faults.deployment.FlinkClusterJob;
import io.tidemark.testing.faults.deployment.SessionClusterJob;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.lake.LocalLakeLocation;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.time.Duration;
import java.util.List;

/**
 * Faults of the processes of a {@link FlinkCluster}: kills and pauses of TaskManagers and
 * JobManagers; called by {@link FaultInjector}.
 */
final class ClusterFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 200;
  private static final long COMMIT_MILLIS = 500;
  private static final long LONGER_THAN_HEARTBEATS = 20_000;

  private ClusterFaults() {}

  static String killTaskManager(TestDeployment deployment, ScheduledFault step) throws Exception {
    List<String> all = cluster(deployment).taskManagers();
    String killed = all.get(step.choice() % all.size());
    job(deployment).killTaskManager(killed);
    replace(deployment, step);
    return killed;
  }

  static String killTaskManagerAtCommit(TestDeployment deployment, ScheduledFault step)
      throws Exception {
    CompletedCheckpoints checkpoints = new CompletedCheckpoints(deployment.site().ownCheckpoints());
    String killed = committer(deployment, JobFaults.busyTable(deployment.site(), step));
    JobFaults.awaitCommit(deployment.site(), step, checkpoints);
    job(deployment).killTaskManager(killed);
    String hit = deployment.tally().add(deployment.site(), checkpoints.newest());
    replace(deployment, step);
    return killed + ", " + hit;
  }

  /** The job has to go on by itself, with the slots that are left or with the new ones. */
  private static void replace(TestDeployment deployment, ScheduledFault step) throws Exception {
    Thread.sleep(step.hold().toMillis());
    cluster(deployment).startTaskManagers(FlinkCluster.TASK_MANAGERS);
  }

  static String pauseTaskManager(TestDeployment deployment, ScheduledFault step) throws Exception {
    List<String> all = cluster(deployment).taskManagers();
    String paused = all.get(step.choice() % all.size());
    cluster(deployment).taskManager(paused).signal("STOP");
    outlive(deployment, step, paused);
    return paused;
  }

  /** Pauses a TaskManager in the middle of its commits; it resumes when another has made them. */
  static String pauseTaskManagerAtCommit(TestDeployment deployment, ScheduledFault step)
      throws Exception {
    String table = JobFaults.busyTable(deployment.site(), step);
    String paused = committer(deployment, table);
    JobFaults.awaitNewMetadata(deployment.site(), table);
    // The commits of that checkpoint are soon through, and those of the next one wait for the lock.
    Thread.sleep(COMMIT_MILLIS);
    try (CatalogLock lock = CatalogLock.on(LocalLakeLocation.file(deployment.site().dir()))) {
      JobFaults.awaitNewMetadata(deployment.site(), table);
      cluster(deployment).taskManager(paused).signal("STOP");
    }
    outlive(deployment, step, paused);
    return paused + " in a commit to " + table;
  }

  /** The cluster takes it for dead, and goes on with another one; then it comes back. */
  private static void outlive(TestDeployment deployment, ScheduledFault step, String paused)
      throws Exception {
    cluster(deployment).startTaskManagers(FlinkCluster.TASK_MANAGERS + 1);
    Thread.sleep(LONGER_THAN_HEARTBEATS + step.hold().toMillis());
    cluster(deployment).taskManager(paused).signal("CONT");
  }

  /** The TaskManagers stay, and work for its successor. */
  static String killJobManager(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.job(SessionClusterJob.class).killJobManager();
    deployment.startJob(step.parallelism());
    return "";
  }

  /** Under high availability: Flink brings the job back, and nobody calls {@code ingest}. */
  static String failOver(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.job(ApplicationClusterJob.class).failOver();
    return "";
  }

  static String killCluster(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.killJob();
    deployment.startJob(step.parallelism());
    return "";
  }

  private static String committer(TestDeployment deployment, String table) throws Exception {
    String id = job(deployment).id();
    ClusterRestClient page = cluster(deployment).page();
    ConditionAwait.until(
        "the job runs", PATIENCE, POLL_MILLIS, () -> page.committer(id, table).isPresent());
    return page.committer(id, table).orElseThrow();
  }

  private static FlinkCluster cluster(TestDeployment deployment) {
    return job(deployment).cluster();
  }

  private static FlinkClusterJob job(TestDeployment deployment) {
    return deployment.job(FlinkClusterJob.class);
  }
}
