package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.cluster.ClusterRestClient;
import io.tidemark.testing.faults.cluster.FlinkCluster;
import io.tidemark.testing.faults.deployment.ApplicationClusterJob;
import io.tidemark.testing.faults.deployment.FlinkClusterJob;
import io.tidemark.testing.faults.deployment.SessionClusterJob;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.lake.LocalLakeLocation;
import io.tidemark.testing.faults.process.ProcessAwait;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.time.Duration;
import java.util.List;

/** What happens to the processes of a Flink cluster. */
final class ClusterFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 200;
  private static final long COMMIT_MILLIS = 500;
  private static final long LONGER_THAN_HEARTBEATS = 20_000;

  private ClusterFaults() {}

  static String killTaskManager(TestDeployment plant, ScheduledFault step) throws Exception {
    List<String> all = cluster(plant).taskManagers();
    String killed = all.get(step.choice() % all.size());
    job(plant).killTaskManager(killed);
    replace(plant, step);
    return killed;
  }

  static String killTaskManagerAtCommit(TestDeployment plant, ScheduledFault step)
      throws Exception {
    CompletedCheckpoints checkpoints = new CompletedCheckpoints(plant.site().ownCheckpoints());
    String killed = committer(plant, JobFaults.busyTable(plant.site(), step));
    JobFaults.awaitCommit(plant.site(), step, checkpoints);
    job(plant).killTaskManager(killed);
    String hit = plant.tally().add(plant.site(), checkpoints.newest());
    replace(plant, step);
    return killed + ", " + hit;
  }

  /** The job has to go on by itself, with the slots that are left or with the new ones. */
  private static void replace(TestDeployment plant, ScheduledFault step) throws Exception {
    Thread.sleep(step.hold().toMillis());
    cluster(plant).startTaskManagers(FlinkCluster.TASK_MANAGERS);
  }

  static String pauseTaskManager(TestDeployment plant, ScheduledFault step) throws Exception {
    List<String> all = cluster(plant).taskManagers();
    String paused = all.get(step.choice() % all.size());
    cluster(plant).taskManager(paused).signal("STOP");
    outlive(plant, step, paused);
    return paused;
  }

  /** It stops with its commits under way, and comes back when others have made them. */
  static String pauseTaskManagerAtCommit(TestDeployment plant, ScheduledFault step)
      throws Exception {
    String table = JobFaults.busyTable(plant.site(), step);
    String paused = committer(plant, table);
    JobFaults.awaitNewMetadata(plant.site(), table);
    // The commits of that checkpoint are soon through, and those of the next one wait for the lock.
    Thread.sleep(COMMIT_MILLIS);
    try (CatalogLock lock = CatalogLock.on(LocalLakeLocation.file(plant.site().dir()))) {
      JobFaults.awaitNewMetadata(plant.site(), table);
      cluster(plant).taskManager(paused).signal("STOP");
    }
    outlive(plant, step, paused);
    return paused + " in a commit to " + table;
  }

  /** The cluster takes it for dead, and goes on with another one; then it comes back. */
  private static void outlive(TestDeployment plant, ScheduledFault step, String paused)
      throws Exception {
    cluster(plant).startTaskManagers(FlinkCluster.TASK_MANAGERS + 1);
    Thread.sleep(LONGER_THAN_HEARTBEATS + step.hold().toMillis());
    cluster(plant).taskManager(paused).signal("CONT");
  }

  /** The TaskManagers stay, and work for its successor. */
  static String killJobManager(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.job(SessionClusterJob.class).killJobManager();
    plant.startJob(step.parallelism());
    return "";
  }

  /** Under high availability: Flink brings the job back, and nobody calls {@code ingest}. */
  static String failOver(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.job(ApplicationClusterJob.class).failOver();
    return "";
  }

  static String killCluster(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.killJob();
    plant.startJob(step.parallelism());
    return "";
  }

  private static String committer(TestDeployment plant, String table) throws Exception {
    String id = job(plant).id();
    ClusterRestClient page = cluster(plant).page();
    ProcessAwait.until(
        "the job runs", PATIENCE, POLL_MILLIS, () -> page.committer(id, table).isPresent());
    return page.committer(id, table).orElseThrow();
  }

  private static FlinkCluster cluster(TestDeployment plant) {
    return job(plant).cluster();
  }

  private static FlinkClusterJob job(TestDeployment plant) {
    return plant.job(FlinkClusterJob.class);
  }
}
