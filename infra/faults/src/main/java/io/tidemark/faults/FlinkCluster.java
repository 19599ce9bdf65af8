package io.tidemark.faults;

import io.tidemark.cli.Tidemark;
import io.tidemark.local.Ports;
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
 * A Flink cluster of processes on this machine: a JobManager and some TaskManagers, with our jars
 * for those of Flink's {@code lib} folder.
 */
final class FlinkCluster implements AutoCloseable {

  /** With two slots each there is room for the greatest parallelism of a schedule. */
  static final int TASK_MANAGERS = 2;

  /** Of flink-container, as the official images have it. */
  private static final String APPLICATION =
      "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;

  private final Path dir;
  private final Clock clock;
  private final Path settings;
  private final JobJar jar;
  private final ClusterPage page;
  private final Map<String, Child> taskManagers = new LinkedHashMap<>();
  private Child jobManager;
  private int jobManagersStarted;
  private int taskManagersStarted;
  private int clients;

  /**
   * @param dir of its files, made if missing
   * @param clock that its processes see
   * @param jar of the jobs that it will run
   * @param more settings
   */
  FlinkCluster(Path dir, Clock clock, JobJar jar, Map<String, String> more) throws IOException {
    this.clock = clock;
    this.jar = jar;
    this.dir = Files.createDirectories(dir);
    List<Integer> ports = Ports.free(2);
    this.page = new ClusterPage(ports.get(1));
    this.settings = ClusterSettings.write(dir, ports.get(0), page.port(), jar.resolveOrder(), more);
  }

  /** The cluster as its JobManager sees it. */
  ClusterPage page() {
    return page;
  }

  /** Starts what is missing of it; returns when it can run a job. */
  void start() throws Exception {
    start(Program.of(StandaloneSessionClusterEntrypoint.class), List.of());
  }

  /** The same where its JobManager runs the command itself, and has no other job. */
  void startApplication(List<String> words) throws Exception {
    List<String> application = new ArrayList<>();
    application.addAll(List.of("--job-classname", Tidemark.class.getName()));
    application.addAll(words);
    start(Program.named(APPLICATION), application);
  }

  private void start(Program entryPoint, List<String> words) throws Exception {
    if (jobManager == null || !jobManager.isAlive()) {
      startJobManager(entryPoint, words);
    }
    startTaskManagers(TASK_MANAGERS);
    Patience.until("the cluster is up", PATIENCE, POLL_MILLIS, this::isUp);
  }

  private boolean isUp() throws Exception {
    requireJobManager();
    for (Child taskManager : taskManagers.values()) {
      taskManager.requireAlive();
    }
    return page.slots() >= TASK_MANAGERS * ClusterSettings.SLOTS;
  }

  void requireJobManager() throws IOException {
    jobManager.requireAlive();
  }

  private void startJobManager(Program entryPoint, List<String> words) throws IOException {
    jobManagersStarted++;
    List<String> all = new ArrayList<>(List.of("--configDir", settings.toString()));
    all.addAll(words);
    String name = "jobmanager-" + jobManagersStarted;
    jobManager = Child.start(dir, name, "512m", program(entryPoint), all);
  }

  /** The process of the newest JobManager. */
  Child jobManager() {
    return jobManager;
  }

  /** Until there are so many. */
  void startTaskManagers(int number) throws IOException {
    while (taskManagers.size() < number) {
      startTaskManager();
    }
  }

  private void startTaskManager() throws IOException {
    taskManagersStarted++;
    String id = "taskmanager-" + taskManagersStarted;
    Child child =
        Child.start(
            dir,
            id,
            "900m",
            program(Program.of(TaskManagerRunner.class)),
            List.of("--configDir", settings.toString(), "-D", "taskmanager.resource-id=" + id));
    taskManagers.put(id, child);
  }

  private Program program(Program main) {
    return main.on(jar.classPath()).with(clock.environment());
  }

  /** The ids of those that were not killed, in the order in which they were started. */
  List<String> taskManagers() {
    return List.copyOf(taskManagers.keySet());
  }

  Child taskManager(String id) {
    return taskManagers.get(id);
  }

  void killTaskManager(String id) throws InterruptedException {
    taskManagers.remove(id).kill();
  }

  void killJobManager() throws InterruptedException {
    jobManager.kill();
  }

  /** Everything at once. */
  void kill() throws InterruptedException {
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
  Child run(List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("run", "-m", page.address()));
    command.addAll(List.of("-c", Tidemark.class.getName(), jar.path().toString()));
    command.addAll(words);
    return client(command);
  }

  /** Calls Flink's client, as {@code flink} does. */
  Child client(List<String> command) throws IOException {
    clients++;
    return Child.start(
        dir,
        "client-" + clients,
        "512m",
        program(Program.of(CliFrontend.class)).with(Map.of("FLINK_CONF_DIR", settings.toString())),
        command);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
