package io.tidemark.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a shop under load through a random schedule of faults. */
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

  @Option(names = "--pipeline", description = "A pipeline over the topics of the shop.")
  private Path pipeline = Path.of("infra/quickstart/shop.yaml");

  @Option(names = "--each", description = "Every kind of fault once, instead of so many kills.")
  private boolean each;

  @Option(
      names = "--only",
      split = ",",
      description = "These kinds of fault once each, instead of so many kills.")
  private List<Fault> only = List.of();

  @Option(
      names = "--cluster",
      description =
          "The job runs on a Flink cluster of processes; kills are those of TaskManagers.")
  private boolean cluster;

  @Option(names = "--plan", description = "Print the schedule, and do nothing.")
  private boolean plan;

  @Option(
      names = "--dir",
      description = "Where everything lies, logs too; kept (default: a new one).")
  private Path dir;

  public static void main(String[] args) {
    System.exit(new CommandLine(new FaultSuite()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    long chosen = seed == null ? System.currentTimeMillis() : seed;
    Schedule schedule = schedule(chosen, Duration.ofSeconds(longest));
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

  private FaultRun faultRun(Path place, long chosen, PrintWriter out) throws IOException {
    FaultRun run = new FaultRun(place, pipeline, delivery, chosen, rate, out);
    return cluster ? run.onCluster() : run;
  }

  private Schedule schedule(long chosen, Duration bound) {
    if (!only.isEmpty()) {
      return Schedule.each(chosen, only, bound);
    }
    List<Fault> faults = Fault.all(cluster);
    return each
        ? Schedule.each(chosen, faults, bound)
        : Schedule.random(chosen, faults, kills, bound);
  }
}
