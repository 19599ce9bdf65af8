package io.tidemark.testing.faults;

import io.tidemark.lake.Lake;
import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.faults.check.OutcomeChecks;
import io.tidemark.testing.faults.check.TableReadCheck;
import io.tidemark.testing.faults.deployment.ProcessJob;
import io.tidemark.testing.faults.deployment.ShopTopicInitializer;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.lake.LakeServers;
import io.tidemark.testing.faults.load.ShopLoad;
import io.tidemark.testing.faults.process.RamDisk;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Command that runs everything that writes to a lake at once ({@link MaintenanceLoad}), for long,
 * and checks the outcome.
 */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Runs the live job under load, and beside it backfills, heals and maintenance at random, two at a time;",
      "now and then the job or one of them is killed. Then compares the tables with what Kafka has",
      "acknowledged, audits, verifies, counts files, and compares a full scan with that of a table that was",
      "written in one go. Exit code 1 if anything is wrong."
    })
public final class SoakSuite implements Callable<Integer> {

  private static final int PARTITIONS = 3;
  private static final Duration COMMITS = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Option(names = "--minutes", description = "How long.")
  private int minutes = 30;

  @Option(names = "--seed", description = "Of the load and of what is done when.")
  private long seed = 7;

  @Option(names = "--rate", description = "Messages a second.")
  private double rate = 200;

  @Option(names = "--lake", description = "Of the tables: local or rest.")
  private LakeKind lake = LakeKind.LOCAL;

  @Option(names = "--pipeline", description = "A pipeline over the topics of the shop.")
  private Path pipeline = Path.of("infra/quickstart/shop.yaml");

  @Option(names = "--dir", description = "Where everything lies (default: a new directory).")
  private Path dir;

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new SoakSuite()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path place = dir == null ? Files.createTempDirectory("tidemark-soak") : dir.toAbsolutePath();
    out.println("seed " + seed + ", logs in " + place);
    Path copy = Files.createDirectories(place).resolve("pipeline.yaml");
    Files.copy(pipeline, copy);
    TestWorkspace workspace =
        new TestWorkspace(place, copy, PortFinder.free(1).get(0), "at-least-once", lake.place())
            .withCheckpoints(COMMITS);
    boolean holds = run(workspace, out);
    out.println(holds ? "Nothing lost, nothing doubled, not a bit differs." : "BROKEN");
    return holds ? 0 : 1;
  }

  private boolean run(TestWorkspace workspace, PrintWriter out) throws Exception {
    RamDisk disk = RamDisk.none(workspace.disk());
    try (LakeServers servers = workspace.lakePlace().start(workspace.dir());
        TestDeployment deployment =
            new TestDeployment(workspace, disk, new ProcessJob(workspace), servers)) {
      deployment.startBroker();
      ShopTopicInitializer.create(workspace, PARTITIONS);
      try (ShopLoad load =
          new ShopLoad(workspace.bootstrapServers(), workspace.topics(), seed, rate)) {
        load.start();
        deployment.startJob(2);
        deployment.awaitCommits();
        new MaintenanceLoad(deployment, seed, out).run(Duration.ofMinutes(minutes));
        load.end();
        deployment.killJob();
        deployment.drain(2);
        deployment.run(
            "maintain", "--settled", "1ms", "--min-files", "2", "--expire-older-than", "2min");
        boolean holds =
            new OutcomeChecks(workspace, out).holds(load.acknowledged(), deployment.witness());
        return judgeTables(workspace, out) && holds;
      }
    }
  }

  private static boolean judgeTables(TestWorkspace workspace, PrintWriter out) throws Exception {
    try (Lake lake = workspace.lake()) {
      return new TableReadCheck(workspace, lake, out).isGood();
    }
  }
}
