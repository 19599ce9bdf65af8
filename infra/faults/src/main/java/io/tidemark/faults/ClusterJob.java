package io.tidemark.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A live job on a Flink cluster. */
final class ClusterJob implements OnCluster {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String STOP = "this stops it: flink ";

  private final Site site;
  private final Clock clock;
  private final FlinkCluster cluster;
  private Child client;
  private int taskManagerKills;
  private int clusterKills;

  /**
   * @param jar to submit; empty for one with nothing in it, and all on the cluster's class path
   */
  ClusterJob(Site site, Optional<Path> jar) throws IOException {
    this.site = site;
    this.clock = Clock.at(site.dir().resolve("clock-job"));
    Path dir = Files.createDirectories(site.dir().resolve("cluster"));
    JobJar used = jar.isPresent() ? JobJar.whole(jar.get()) : JobJar.empty(dir.resolve("job.jar"));
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

  private Child ingest(int parallelism, String... more) throws Exception {
    cluster.start();
    return cluster.run(site.words("ingest", parallelism, more));
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
  void killJobManager() throws InterruptedException {
    cluster.killJobManager();
    clusterKills++;
  }

  /** With the command that {@code ingest} has printed. */
  @Override
  public String stop() throws Exception {
    List<String> command =
        new ArrayList<>(List.of(client.printedAfter(STOP).orElseThrow().split(" ")));
    command.addAll(1, List.of("-m", cluster.page().address()));
    Child stop = cluster.client(command);
    stop.requireSuccess(PATIENCE);
    return stop.printedAfter("Savepoint completed. Path: ").orElseThrow();
  }

  @Override
  public void drain(int parallelism) throws Exception {
    ingest(parallelism, "--until-caught-up").requireSuccess(PATIENCE.multipliedBy(3));
  }

  @Override
  public Clock clock() {
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
