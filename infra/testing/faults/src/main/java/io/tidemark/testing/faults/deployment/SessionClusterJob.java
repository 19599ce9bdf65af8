package io.tidemark.testing.faults.deployment;

import io.tidemark.testing.faults.cluster.FlinkCluster;
import io.tidemark.testing.faults.cluster.JobJarFile;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.FakeTimeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Live job on a session cluster without high availability, a {@link FlinkCluster}. */
public final class SessionClusterJob implements FlinkClusterJob {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String STOP = "this stops it: flink ";

  private final TestWorkspace workspace;
  private final FakeTimeClock clock;
  private final FlinkCluster cluster;
  private ChildProcess client;
  private int taskManagerKills;
  private int clusterKills;

  /**
   * @param jar to submit; empty for one with nothing in it, and all on the cluster's class path
   */
  public SessionClusterJob(TestWorkspace workspace, Optional<Path> jar) throws IOException {
    this.workspace = workspace;
    this.clock = FakeTimeClock.at(workspace.dir().resolve("clock-job"));
    Path dir = Files.createDirectories(workspace.dir().resolve("cluster"));
    JobJarFile used =
        jar.isPresent() ? JobJarFile.whole(jar.get()) : JobJarFile.empty(dir.resolve("job.jar"));
    this.cluster = new FlinkCluster(dir, clock, used, Map.of());
  }

  @Override
  public FlinkCluster cluster() {
    return cluster;
  }

  @Override
  public String id() throws IOException {
    return client.printedAfter("as job ").orElseThrow();
  }

  /** Returns when it is submitted. */
  @Override
  public void start(int parallelism, String... more) throws Exception {
    client = ingest(parallelism, more);
    client.requireSuccess(PATIENCE);
  }

  private ChildProcess ingest(int parallelism, String... more) throws Exception {
    cluster.start();
    return cluster.run(workspace.words("ingest", parallelism, more));
  }

  @Override
  public void killTaskManager(String id) throws InterruptedException {
    cluster.killTaskManager(id);
    taskManagerKills++;
  }

  @Override
  public void kill() throws InterruptedException {
    cluster.kill();
    clusterKills++;
  }

  /** The JobManager alone: the TaskManagers wait for another one. */
  public void killJobManager() throws InterruptedException {
    cluster.killJobManager();
    clusterKills++;
  }

  /** With the command that {@code ingest} has printed. */
  @Override
  public String stop() throws Exception {
    List<String> command =
        new ArrayList<>(List.of(client.printedAfter(STOP).orElseThrow().split(" ")));
    command.addAll(1, List.of("-m", cluster.page().address()));
    ChildProcess stop = cluster.client(command);
    stop.requireSuccess(PATIENCE);
    return stop.printedAfter("Savepoint completed. Path: ").orElseThrow();
  }

  @Override
  public void drain(int parallelism) throws Exception {
    ingest(parallelism, "--until-caught-up").requireSuccess(PATIENCE.multipliedBy(3));
  }

  @Override
  public FakeTimeClock clock() {
    return clock;
  }

  @Override
  public String killed() {
    return "TaskManagers were killed %d times, the JobManager %d times"
        .formatted(taskManagerKills, clusterKills);
  }

  @Override
  public void close() throws InterruptedException {
    cluster.close();
  }
}
