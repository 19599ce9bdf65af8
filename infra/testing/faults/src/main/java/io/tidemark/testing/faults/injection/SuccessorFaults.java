package io.tidemark.testing.faults.injection;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Faults between one run of the job and the next: a second job, a roll-back, a changed definition,
 * a heal; called by {@link FaultInjector}.
 */
final class SuccessorFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int POLL_MILLIS = 200;
  private static final int CHOICES_A_SECOND = 80;

  private SuccessorFaults() {}

  /**
   * A second job over the same tables, by mistake; the first, maybe asleep, has to end by itself.
   */
  static String secondJob(TestDeployment deployment, ScheduledFault step) throws Exception {
    ChildProcess first = deployment.job();
    boolean asleep = step.choice() % 2 == 0;
    if (asleep) {
      first.signal("STOP");
    }
    deployment.startJob(step.parallelism());
    if (asleep) {
      deployment.awaitCommits();
      first.signal("CONT");
    }
    int code = first.awaitExit(PATIENCE);
    if (!first.hasPrinted("has taken it over")) {
      throw new IllegalStateException(
          "the first job ended with " + code + ", without being fenced off:\n" + first.lastWords());
    }
    return asleep ? "the first one slept meanwhile" : "";
  }

  /** Back to a savepoint that the tables are ahead of; maybe with a kill on the way. */
  static String rollBack(TestDeployment deployment, ScheduledFault step) throws Exception {
    String savepoint = deployment.stopJob();
    deployment.startJob(step.parallelism());
    deployment.awaitCommits();
    deployment.killJob();
    deployment.startJob(step.parallelism(), "--restore", savepoint, "--roll-back");
    if (step.choice() % 2 == 0) {
      return "";
    }
    int millis = step.choice() * 1000 / CHOICES_A_SECOND;
    Thread.sleep(millis);
    deployment.killJob();
    deployment.startJob(step.parallelism());
    if (isRefused(deployment.job())) {
      deployment.startJob(step.parallelism(), "--restore", savepoint, "--roll-back");
      return "killed half-way after %d ms, and called again".formatted(millis);
    }
    return "killed after %d ms".formatted(millis);
  }

  /** Whether some tables have been rolled back, and others have not yet. */
  private static boolean isRefused(ChildProcess job) throws Exception {
    ConditionAwait.until(
        "the job says whether it begins",
        PATIENCE,
        POLL_MILLIS,
        () -> !job.isAlive() || job.hasPrinted("Ingesting"));
    return !job.isAlive() && job.hasPrinted("--roll-back");
  }

  /** A feature more: the table evolves, and if it is an aggregate the state is built anew. */
  static String changeDefinition(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.stopJob();
    var sets = deployment.site().pipeline().featureSets();
    String set = sets.get(step.choice() % sets.size()).name();
    boolean aggregate = step.choice() % 2 == 0;
    new PipelineFileEditor(deployment.site().pipelineFile())
        .addFeature(set, "added_" + step.number(), aggregate);
    deployment.run("evolve", "--apply", "--set", set);
    deployment.witness().evolved(set);
    if (aggregate) {
      deployment.startJob(step.parallelism(), "--bootstrap", "lake");
    } else {
      deployment.startJob(step.parallelism());
    }
    return "%s has a new %s".formatted(set, aggregate ? "aggregate" : "SQL feature");
  }

  /**
   * A second stream over the topic of another, and rows of its own: it reads from the beginning
   * what the other has read long ago.
   */
  static String addStream(TestDeployment deployment, ScheduledFault step) throws Exception {
    List<String> topics = deployment.site().topics();
    String topic = topics.get(step.choice() % topics.size());
    List<StreamDefinition> streams = deployment.site().streamsOf(topic);
    if (streams.size() > 1) {
      return topic + " has enough streams";
    }
    deployment.stopJob();
    String added =
        new PipelineFileEditor(deployment.site().pipelineFile()).addStream(streams.get(0));
    deployment.startJob(step.parallelism(), "--bootstrap", "lake");
    return "%s is also %s".formatted(topic, added);
  }

  /** A heal while the job writes; maybe it is killed. */
  static String heal(TestDeployment deployment, ScheduledFault step)
      throws IOException, InterruptedException {
    if (step.choice() % 2 == 0) {
      deployment.run("heal");
      return "";
    }
    ChildProcess heal = deployment.begin("heal");
    Thread.sleep(step.hold().toMillis());
    boolean alive = heal.isAlive();
    heal.kill();
    return alive ? "the heal was killed" : "the heal was through";
  }
}
