package io.tidemark.faults;

import java.time.Duration;
import java.util.List;

/** What happens to the processes of a Flink cluster. */
final class ClusterFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 200;
  private static final long COMMIT_MILLIS = 500;
  private static final long LONGER_THAN_HEARTBEATS = 20_000;

  private ClusterFaults() {}

  static String killTaskManager(Plant plant, Step step) throws Exception {
    List<String> all = cluster(plant).taskManagers();
    String killed = all.get(step.choice() % all.size());
    job(plant).killTaskManager(killed);
    replace(plant, step);
    return killed;
  }

  static String killTaskManagerAtCommit(Plant plant, Step step) throws Exception {
    Checkpoints checkpoints = new Checkpoints(plant.site().ownCheckpoints());
    String killed = committer(plant, JobFaults.busyTable(plant.site(), step));
    JobFaults.awaitCommit(plant.site(), step, checkpoints);
    job(plant).killTaskManager(killed);
    String hit = plant.tally().add(plant.site(), checkpoints.newest());
    replace(plant, step);
    return killed + ", " + hit;
  }

  /** The job has to go on by itself, with the slots that are left or with the new ones. */
  private static void replace(Plant plant, Step step) throws Exception {
    Thread.sleep(step.hold().toMillis());
    cluster(plant).startTaskManagers(FlinkCluster.TASK_MANAGERS);
  }

  static String pauseTaskManager(Plant plant, Step step) throws Exception {
    List<String> all = cluster(plant).taskManagers();
    String paused = all.get(step.choice() % all.size());
    cluster(plant).taskManager(paused).signal("STOP");
    outlive(plant, step, paused);
    return paused;
  }

  /** It stops with its commits under way, and comes back when others have made them. */
  static String pauseTaskManagerAtCommit(Plant plant, Step step) throws Exception {
    String table = JobFaults.busyTable(plant.site(), step);
    String paused = committer(plant, table);
    JobFaults.awaitNewMetadata(plant.site(), table);
    // The commits of that checkpoint are soon through, and those of the next one wait for the lock.
    Thread.sleep(COMMIT_MILLIS);
    try (CatalogLock lock = CatalogLock.on(LocalPlace.file(plant.site().dir()))) {
      JobFaults.awaitNewMetadata(plant.site(), table);
      cluster(plant).taskManager(paused).signal("STOP");
    }
    outlive(plant, step, paused);
    return paused + " in a commit to " + table;
  }

  /** The cluster takes it for dead, and goes on with another one; then it comes back. */
  private static void outlive(Plant plant, Step step, String paused) throws Exception {
    cluster(plant).startTaskManagers(FlinkCluster.TASK_MANAGERS + 1);
    Thread.sleep(LONGER_THAN_HEARTBEATS + step.hold().toMillis());
    cluster(plant).taskManager(paused).signal("CONT");
  }

  /** The TaskManagers stay, and work for its successor. */
  static String killJobManager(Plant plant, Step step) throws Exception {
    plant.job(ClusterJob.class).killJobManager();
    plant.startJob(step.parallelism());
    return "";
  }

  /** Under high availability: Flink brings the job back, and nobody calls {@code ingest}. */
  static String failOver(Plant plant, Step step) throws Exception {
    plant.job(HaJob.class).failOver();
    return "";
  }

  static String killCluster(Plant plant, Step step) throws Exception {
    plant.killJob();
    plant.startJob(step.parallelism());
    return "";
  }

  private static String committer(Plant plant, String table) throws Exception {
    String id = job(plant).id();
    ClusterPage page = cluster(plant).page();
    Patience.until(
        "the job runs", PATIENCE, POLL_MILLIS, () -> page.committer(id, table).isPresent());
    return page.committer(id, table).orElseThrow();
  }

  private static FlinkCluster cluster(Plant plant) {
    return job(plant).cluster();
  }

  private static OnCluster job(Plant plant) {
    return plant.job(OnCluster.class);
  }
}
