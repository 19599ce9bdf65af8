package io.tidemark.testing.faults;

import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.schedule.FaultKind;
import io.tidemark.testing.faults.schedule.FaultSchedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Command that runs a shop under load through a random schedule of faults, by {@link FaultRunner}.
 * The same seed gives the same schedule and the same load.
 */
@Command(
    name = "fault-suite",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Runs a shop under load, its broker and its live job in processes of their own, through a random",
      "schedule of faults; then compares the tables with what Kafka has acknowledged.",
      "Exit code 1 if a message is lost or doubled, a bit differs, or the job does not go on."
    })
public final class FaultSuite implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      description = "The same seed gives the same schedule (default: another one each time).")
  private Long seed;

  @Option(names = "--kills", description = "How often the job is killed.")
  private int kills = 10;

  @Option(
      names = "--minutes",
      description = "When to stop before the schedule is through; the rest is judged all the same.")
  private int minutes = 24 * 60;

  @Option(names = "--longest", description = "How many seconds a fault lasts at most.")
  private int longest = 20;

  @Option(names = "--rate", description = "Messages a second.")
  private double rate = 200;

  @Option(
      names = "--delivery",
      description = "Of the feature topics: at-least-once or exactly-once.")
  private String delivery = "at-least-once";

  @Option(
      names = "--lake",
      description =
          "Of the tables: local (SQLite and files) or rest (a REST catalog and an object store).")
  private LakeKind lake = LakeKind.LOCAL;

  @Option(names = "--pipeline", description = "A pipeline over the topics of the shop.")
  private Path pipeline = Path.of("infra/quickstart/shop.yaml");

  @Option(names = "--each", description = "Every kind of fault once, instead of so many kills.")
  private boolean each;

  @Option(names = "--times", description = "With --each: how often.")
  private int times = 1;

  @Option(
      names = "--only",
      split = ",",
      description = "These faults alone (default: all that can happen).")
  private List<FaultKind> only;

  @Option(
      names = "--cluster",
      description = {
        "The job runs on a Flink cluster of processes, under high availability; kills are those of its",
        "TaskManagers and JobManagers."
      })
  private boolean cluster;

  @Option(
      names = "--session",
      description = "With --cluster: without high availability; a client submits the job.")
  private boolean session;

  @Option(
      names = "--cluster-jar",
      description = {
        "With --cluster --session: submit this jar to it, with no more on the cluster's class path than a Flink",
        "distribution has (default: all is there)."
      })
  private Path clusterJar;

  @Option(names = "--plan", description = "Print the schedule, and do nothing.")
  private boolean plan;

  @Option(
      names = "--dir",
      description = "Where everything lies, logs too; kept (default: a new one).")
  private Path dir;

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new FaultSuite()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    long chosen = seed == null ? System.currentTimeMillis() : seed;
    FaultSchedule schedule = schedule(chosen, Duration.ofSeconds(longest));
    out.printf("seed %d, %d steps%n", chosen, schedule.steps().size());
    if (plan) {
      schedule.steps().forEach(out::println);
      return 0;
    }
    Path place = dir == null ? Files.createTempDirectory("tidemark-faults") : dir.toAbsolutePath();
    out.println("logs in " + place);
    boolean holds = faultRun(place, chosen, out).run(schedule, Duration.ofMinutes(minutes));
    out.println(holds ? "Nothing lost, nothing doubled, not a bit differs." : "BROKEN");
    return holds ? 0 : 1;
  }

  private FaultRunner faultRun(Path place, long chosen, PrintWriter out) throws IOException {
    FaultRunner run = new FaultRunner(place, pipeline, delivery, lake, chosen, rate, out);
    if (!cluster) {
      return run;
    }
    return session ? run.onCluster(Optional.ofNullable(clusterJar)) : run.highlyAvailable();
  }

  private FaultSchedule schedule(long chosen, Duration bound) {
    List<FaultKind> faults = faults();
    return each
        ? FaultSchedule.each(chosen, repeated(faults), bound)
        : FaultSchedule.random(chosen, faults, kills, bound);
  }

  private List<FaultKind> faults() {
    List<FaultKind> all =
        cluster && !session ? FaultKind.highlyAvailable(lake) : FaultKind.all(lake, cluster);
    List<FaultKind> faults = only == null ? all : only;
    if (!all.containsAll(faults)) {
      throw new ParameterException(
          spec.commandLine(), "only these faults can happen there: " + all);
    }
    if (!each && faults.stream().noneMatch(fault -> fault.kills() > 0)) {
      throw new ParameterException(
          spec.commandLine(), "none of these faults kills the job: use --each");
    }
    return faults;
  }

  private List<FaultKind> repeated(List<FaultKind> faults) {
    return Collections.nCopies(times, faults).stream().flatMap(List::stream).toList();
  }
}
