package io.tidemark.testing.faults;

import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.faults.check.OutcomeChecks;
import io.tidemark.testing.faults.deployment.ApplicationClusterJob;
import io.tidemark.testing.faults.deployment.DeployedJob;
import io.tidemark.testing.faults.deployment.ProcessJob;
import io.tidemark.testing.faults.deployment.SessionClusterJob;
import io.tidemark.testing.faults.deployment.ShopTopicInitializer;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.injection.FaultInjector;
import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.lake.LakeServers;
import io.tidemark.testing.faults.load.MessageOffsets;
import io.tidemark.testing.faults.load.ShopLoad;
import io.tidemark.testing.faults.process.RamDisk;
import io.tidemark.testing.faults.schedule.FaultSchedule;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs a pipeline under load ({@link ShopLoad}) through a {@link FaultSchedule}, and checks the
 * outcome ({@link OutcomeChecks}).
 */
public final class FaultRunner {

  private static final int BUSY_AND_QUIET = 4;
  private static final Duration LONG_TRANSACTIONS = Duration.ofMinutes(3);

  private final TestWorkspace workspace;
  private final DeployedJob job;
  private final long seed;
  private final double rate;
  private final PrintWriter out;

  /**
   * @param dir of everything that the run leaves, absolute; made if missing
   * @param pipeline of the shop's topics
   * @param delivery of the feature topics: {@code at-least-once} or {@code exactly-once}
   * @param lake where the tables are
   * @param seed of the load
   * @param rate messages a second
   */
  public FaultRunner(
      Path dir,
      Path pipeline,
      String delivery,
      LakeKind lake,
      long seed,
      double rate,
      PrintWriter out)
      throws IOException {
    this(site(dir, pipeline, delivery, lake), seed, rate, out);
  }

  private FaultRunner(TestWorkspace workspace, long seed, double rate, PrintWriter out)
      throws IOException {
    this(workspace, new ProcessJob(workspace), seed, rate, out);
  }

  private FaultRunner(
      TestWorkspace workspace, DeployedJob job, long seed, double rate, PrintWriter out) {
    this.workspace = workspace;
    this.job = job;
    this.seed = seed;
    this.rate = rate;
    this.out = out;
  }

  private static TestWorkspace site(Path dir, Path pipeline, String delivery, LakeKind lake)
      throws IOException {
    Path copy = Files.createDirectories(dir).resolve("pipeline.yaml");
    Files.writeString(copy, impatient(Files.readString(pipeline)));
    return new TestWorkspace(dir, copy, PortFinder.free(1).get(0), delivery, lake.place());
  }

  /** With streams that wait for a silent partition less than usual, so that silence counts. */
  private static String impatient(String pipeline) {
    return pipeline.replaceAll("(?m)^(    out_of_orderness: .*)$", "$1\n    idle_after: 3 s");
  }

  /**
   * The same with the job on a Flink cluster. That takes longer to be back than a process: what is
   * in a transaction which Kafka gives up meanwhile would be missing in its topic.
   *
   * @param jar of Tidemark, with what a Flink distribution lacks; without it, all is on the
   *     cluster's class path
   */
  public FaultRunner onCluster(Optional<Path> jar) throws IOException {
    TestWorkspace patient = workspace.withTransactions(LONG_TRANSACTIONS);
    return new FaultRunner(patient, new SessionClusterJob(patient, jar), seed, rate, out);
  }

  /** The same with an application cluster of its own, under high availability. */
  public FaultRunner highlyAvailable() throws IOException {
    TestWorkspace patient = workspace.withTransactions(LONG_TRANSACTIONS);
    return new FaultRunner(patient, new ApplicationClusterJob(patient), seed, rate, out);
  }

  /** Workspace of the run, which it leaves behind. */
  public TestWorkspace site() {
    return workspace;
  }

  /**
   * Returns whether nothing is lost, nothing doubled, and not a bit differs after a heal.
   *
   * @param limit steps that would begin later are left out
   * @throws IllegalStateException if the pipeline does not go on after a fault
   */
  public boolean run(FaultSchedule schedule, Duration limit) throws Exception {
    RamDisk disk = RamDisk.at(workspace.disk());
    boolean holds = run(schedule, limit, disk);
    if (holds) {
      disk.unmount();
    }
    return holds;
  }

  private boolean run(FaultSchedule schedule, Duration limit, RamDisk disk) throws Exception {
    try (LakeServers lake = workspace.lakePlace().start(workspace.dir());
        TestDeployment deployment = new TestDeployment(workspace, disk, job, lake)) {
      deployment.startBroker();
      ShopTopicInitializer.create(workspace, BUSY_AND_QUIET);
      try (ShopLoad load =
          ShopLoad.sparingOne(workspace.bootstrapServers(), workspace.topics(), seed, rate)) {
        deployment.feed(load);
        load.start();
        deployment.startJob(2);
        deployment.awaitCommits();
        suffer(deployment, schedule, limit);
        load.end();
        finish(deployment, load.acknowledged());
        return new OutcomeChecks(workspace, out).holds(load.acknowledged(), deployment.witness());
      }
    }
  }

  private void suffer(TestDeployment deployment, FaultSchedule schedule, Duration limit)
      throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    for (ScheduledFault step : schedule.steps()) {
      if (System.nanoTime() > end) {
        out.println("time is up before step " + step.number());
        return;
      }
      suffer(deployment, step);
    }
  }

  private void suffer(TestDeployment deployment, ScheduledFault step) throws Exception {
    Thread.sleep(step.after().toMillis());
    out.println(step);
    try {
      String said = FaultInjector.inject(deployment, step);
      long passed = System.nanoTime();
      deployment.awaitCommits();
      double seconds = (System.nanoTime() - passed) / 1e9;
      out.printf("  %s%scommits again after %.1f s%n", said, said.isEmpty() ? "" : "; ", seconds);
    } catch (Exception e) {
      throw new IllegalStateException("seed %d, %s".formatted(seed, step), e);
    }
  }

  private void finish(TestDeployment deployment, MessageOffsets acknowledged) throws Exception {
    out.printf(
        "%d messages acknowledged; %s; at a commit: %s%n",
        acknowledged.size(), deployment.killed(), deployment.tally());
    deployment.killJob();
    deployment.drain(2);
  }
}
