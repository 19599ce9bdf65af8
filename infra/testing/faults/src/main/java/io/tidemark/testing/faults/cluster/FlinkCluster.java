package io.tidemark.testing.faults.cluster;

import io.tidemark.cli.Tidemark;
import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.process.FakeTimeClock;
import io.tidemark.testing.faults.process.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * Flink cluster of processes on this machine: a JobManager and TaskManagers. Its class path is that
 * of a {@link JobJarFile}, in place of Flink's {@code lib} folder.
 */
public final class FlinkCluster implements AutoCloseable {

  /** With two slots each there is room for the greatest parallelism of a schedule. */
  public static final int TASK_MANAGERS = 2;

  /** Of flink-container, as the official images have it. */
  private static final String APPLICATION =
      "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;

  private final Path dir;
  private final FakeTimeClock clock;
  private final Path settings;
  private final JobJarFile jar;
  private final ClusterRestClient page;
  private final Map<String, ChildProcess> taskManagers = new LinkedHashMap<>();
  private ChildProcess jobManager;
  private int jobManagersStarted;
  private int taskManagersStarted;
  private int clients;

  /**
   * @param dir of its files, made if missing
   * @param clock that its processes see
   * @param jar of the jobs that it will run
   * @param more settings
   */
  public FlinkCluster(Path dir, FakeTimeClock clock, JobJarFile jar, Map<String, String> more)
      throws IOException {
    this.clock = clock;
    this.jar = jar;
    this.dir = Files.createDirectories(dir);
    List<Integer> ports = PortFinder.free(2);
    this.page = new ClusterRestClient(ports.get(1));
    this.settings = ClusterSettings.write(dir, ports.get(0), page.port(), jar.resolveOrder(), more);
  }

  /** The cluster as its JobManager sees it. */
  public ClusterRestClient page() {
    return page;
  }

  /** Starts what is missing of it; returns when it can run a job. */
  public void start() throws Exception {
    start(JavaProgram.of(StandaloneSessionClusterEntrypoint.class), List.of());
  }

  /** The same where its JobManager runs the command itself, and has no other job. */
  public void startApplication(List<String> words) throws Exception {
    List<String> application = new ArrayList<>();
    application.addAll(List.of("--job-classname", Tidemark.class.getName()));
    application.addAll(words);
    start(JavaProgram.named(APPLICATION), application);
  }

  private void start(JavaProgram entryPoint, List<String> words) throws Exception {
    if (jobManager == null || !jobManager.isAlive()) {
      startJobManager(entryPoint, words);
    }
    startTaskManagers(TASK_MANAGERS);
    ConditionAwait.until("the cluster is up", PATIENCE, POLL_MILLIS, this::isUp);
  }

  private boolean isUp() throws Exception {
    requireJobManager();
    for (ChildProcess taskManager : taskManagers.values()) {
      taskManager.requireAlive();
    }
    return page.slots() >= TASK_MANAGERS * ClusterSettings.SLOTS;
  }

  public void requireJobManager() throws IOException {
    jobManager.requireAlive();
  }

  private void startJobManager(JavaProgram entryPoint, List<String> words) throws IOException {
    jobManagersStarted++;
    List<String> all = new ArrayList<>(List.of("--configDir", settings.toString()));
    all.addAll(words);
    String name = "jobmanager-" + jobManagersStarted;
    jobManager = ChildProcess.start(dir, name, "512m", program(entryPoint), all);
  }

  /** The process of the newest JobManager. */
  public ChildProcess jobManager() {
    return jobManager;
  }

  /** Until there are so many. */
  public void startTaskManagers(int number) throws IOException {
    while (taskManagers.size() < number) {
      startTaskManager();
    }
  }

  private void startTaskManager() throws IOException {
    taskManagersStarted++;
    String id = "taskmanager-" + taskManagersStarted;
    ChildProcess child =
        ChildProcess.start(
            dir,
            id,
            "900m",
            program(JavaProgram.of(TaskManagerRunner.class)),
            List.of("--configDir", settings.toString(), "-D", "taskmanager.resource-id=" + id));
    taskManagers.put(id, child);
  }

  private JavaProgram program(JavaProgram main) {
    return main.on(jar.classPath()).with(clock.environment());
  }

  /** The ids of those that were not killed, in the order in which they were started. */
  public List<String> taskManagers() {
    return List.copyOf(taskManagers.keySet());
  }

  public ChildProcess taskManager(String id) {
    return taskManagers.get(id);
  }

  public void killTaskManager(String id) throws InterruptedException {
    taskManagers.remove(id).kill();
  }

  public void killJobManager() throws InterruptedException {
    jobManager.kill();
  }

  /** Everything at once. */
  public void kill() throws InterruptedException {
    if (jobManager != null) {
      jobManager.kill();
    }
    for (String id : taskManagers()) {
      killTaskManager(id);
    }
  }

  /**
   * Submits a {@code tidemark} command to it, as {@code flink run} does.
   *
   * @return the client
   */
  public ChildProcess run(List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("run", "-m", page.address()));
    command.addAll(List.of("-c", Tidemark.class.getName(), jar.path().toString()));
    command.addAll(words);
    return client(command);
  }

  /** Calls Flink's client, as {@code flink} does. */
  public ChildProcess client(List<String> command) throws IOException {
    clients++;
    return ChildProcess.start(
        dir,
        "client-" + clients,
        "512m",
        program(JavaProgram.of(CliFrontend.class))
            .with(Map.of("FLINK_CONF_DIR", settings.toString())),
        command);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
