package io.tidemark.testing.faults.injection;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ProcessAwait;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What one run of the job leaves to the next, and what the next makes of it. */
final class SuccessorFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int POLL_MILLIS = 200;
  private static final int CHOICES_A_SECOND = 80;

  private SuccessorFaults() {}

  /**
   * A second job over the same tables, by mistake; the first, maybe asleep, has to end by itself.
   */
  static String secondJob(TestDeployment plant, ScheduledFault step) throws Exception {
    ChildProcess first = plant.job();
    boolean asleep = step.choice() % 2 == 0;
    if (asleep) {
      first.signal("STOP");
    }
    plant.startJob(step.parallelism());
    if (asleep) {
      plant.awaitCommits();
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
  static String rollBack(TestDeployment plant, ScheduledFault step) throws Exception {
    String savepoint = plant.stopJob();
    plant.startJob(step.parallelism());
    plant.awaitCommits();
    plant.killJob();
    plant.startJob(step.parallelism(), "--restore", savepoint, "--roll-back");
    if (step.choice() % 2 == 0) {
      return "";
    }
    int millis = step.choice() * 1000 / CHOICES_A_SECOND;
    Thread.sleep(millis);
    plant.killJob();
    plant.startJob(step.parallelism());
    if (isRefused(plant.job())) {
      plant.startJob(step.parallelism(), "--restore", savepoint, "--roll-back");
      return "killed half-way after %d ms, and called again".formatted(millis);
    }
    return "killed after %d ms".formatted(millis);
  }

  /** Whether some tables have been rolled back, and others have not yet. */
  private static boolean isRefused(ChildProcess job) throws Exception {
    ProcessAwait.until(
        "the job says whether it begins",
        PATIENCE,
        POLL_MILLIS,
        () -> !job.isAlive() || job.hasPrinted("Ingesting"));
    return !job.isAlive() && job.hasPrinted("--roll-back");
  }

  /** A feature more: the table evolves, and if it is an aggregate the state is built anew. */
  static String changeDefinition(TestDeployment plant, ScheduledFault step) throws Exception {
    plant.stopJob();
    var sets = plant.site().pipeline().featureSets();
    String set = sets.get(step.choice() % sets.size()).name();
    boolean aggregate = step.choice() % 2 == 0;
    new PipelineFileEditor(plant.site().pipelineFile())
        .addFeature(set, "added_" + step.number(), aggregate);
    plant.run("evolve", "--apply", "--set", set);
    plant.witness().evolved(set);
    if (aggregate) {
      plant.startJob(step.parallelism(), "--bootstrap", "lake");
    } else {
      plant.startJob(step.parallelism());
    }
    return "%s has a new %s".formatted(set, aggregate ? "aggregate" : "SQL feature");
  }

  /**
   * A second stream over the topic of another, and rows of its own: it reads from the beginning
   * what the other has read long ago.
   */
  static String addStream(TestDeployment plant, ScheduledFault step) throws Exception {
    List<String> topics = plant.site().topics();
    String topic = topics.get(step.choice() % topics.size());
    List<StreamDefinition> streams = plant.site().streamsOf(topic);
    if (streams.size() > 1) {
      return topic + " has enough streams";
    }
    plant.stopJob();
    String added = new PipelineFileEditor(plant.site().pipelineFile()).addStream(streams.get(0));
    plant.startJob(step.parallelism(), "--bootstrap", "lake");
    return "%s is also %s".formatted(topic, added);
  }

  /** A heal while the job writes; maybe it is killed. */
  static String heal(TestDeployment plant, ScheduledFault step)
      throws IOException, InterruptedException {
    if (step.choice() % 2 == 0) {
      plant.run("heal");
      return "";
    }
    ChildProcess heal = plant.begin("heal");
    Thread.sleep(step.hold().toMillis());
    boolean alive = heal.isAlive();
    heal.kill();
    return alive ? "the heal was killed" : "the heal was through";
  }
}
