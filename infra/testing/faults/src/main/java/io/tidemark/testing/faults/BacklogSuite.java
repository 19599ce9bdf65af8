package io.tidemark.testing.faults;

import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.faults.deployment.ProcessJob;
import io.tidemark.testing.faults.deployment.ShopTopicInitializer;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.lake.LakeServers;
import io.tidemark.testing.faults.load.ShopLoad;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.process.RamDisk;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Command that builds up a backlog in Kafka, has a live job drain it, and prints its pace,
 * checkpoints and heap ({@link JobResourceTracker}).
 */
@Command(
    name = "backlog",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Sends messages to topics that nobody reads, then starts the live job and looks, until it has caught",
      "up, at its pace, its checkpoints and its heap."
    })
public final class BacklogSuite implements Callable<Integer> {

  private static final int PARTITIONS = 3;
  private static final Duration LONGEST = Duration.ofMinutes(60);

  @Spec private CommandSpec spec;

  @Option(names = "--messages", description = "How many wait.")
  private long messages = 600_000;

  @Option(names = "--seed", description = "Of the messages.")
  private long seed = 7;

  @Option(names = "--heap", description = "Of the job, as -Xmx takes it.")
  private String heap = "1g";

  @Option(
      names = "--flink",
      paramLabel = "KEY=VALUE",
      description = "Further options of the job, as in an environment file.")
  private Map<String, String> flink = new LinkedHashMap<>();

  @Option(names = "--pipeline", description = "A pipeline over the topics of the shop.")
  private Path pipeline = Path.of("infra/quickstart/shop.yaml");

  public static void main(String[] args) {
    System.exit(new CommandLine(new BacklogSuite()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path dir = Files.createTempDirectory("tidemark-backlog");
    out.println("logs in " + dir);
    Path copy = Files.copy(pipeline, dir.resolve("pipeline.yaml"));
    TestWorkspace workspace =
        new TestWorkspace(
                dir, copy, PortFinder.free(1).get(0), "at-least-once", LakeKind.LOCAL.place())
            .withCheckpoints(Duration.ofSeconds(10));
    RamDisk disk = RamDisk.none(workspace.disk());
    try (TestDeployment deployment =
        new TestDeployment(workspace, disk, new ProcessJob(workspace), LakeServers.none())) {
      deployment.startBroker();
      send(workspace);
      drain(workspace, out);
    }
    return 0;
  }

  private void send(TestWorkspace workspace) throws Exception {
    ShopTopicInitializer.create(workspace, PARTITIONS);
    try (ShopLoad load = new ShopLoad(workspace.bootstrapServers(), workspace.topics(), seed, 0)) {
      load.start();
      ConditionAwait.until("messages", LONGEST, 20, () -> load.acknowledged().size() >= messages);
      load.end();
      messages = load.acknowledged().size();
    }
  }

  private void drain(TestWorkspace workspace, PrintWriter out) throws Exception {
    int port = PortFinder.free(1).get(0);
    Path gc = workspace.dir().resolve("gc.log");
    List<String> words = new ArrayList<>(List.of("ingest", workspace.pipelineFile().toString()));
    words.addAll(List.of("-e", environment(workspace).toString(), "--until-caught-up"));
    words.addAll(List.of("--web", String.valueOf(port)));
    Map<String, String> variables = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:gc:file=" + gc);
    long begin = System.nanoTime();
    ChildProcess job = ChildProcess.start(workspace.dir(), "job", heap, variables, words);
    JobResourceTracker watch = new JobResourceTracker(port, gc);
    while (job.isAlive() && System.nanoTime() - begin < LONGEST.toNanos()) {
      Thread.sleep(1000);
      watch.look();
    }
    int code = job.awaitExit(Duration.ofSeconds(1));
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (code != 0) {
      throw new IllegalStateException("ingest ended with " + code + ":\n" + job.lastWords());
    }
    out.printf(
        "%,d messages drained in %.1f s (%,.0f a second, start and stop included); %s; %s%n",
        messages, seconds, messages / seconds, flink.isEmpty() ? "as it comes" : flink, watch);
  }

  private Path environment(TestWorkspace workspace) throws Exception {
    Path file = workspace.environmentFile(2);
    String more =
        flink.entrySet().stream()
            .map(e -> e.getKey() + ": \"" + e.getValue() + "\", ")
            .collect(Collectors.joining());
    String text = Files.readString(file).replace("flink: { ", "flink: { " + more);
    return Files.writeString(file, text);
  }
}
