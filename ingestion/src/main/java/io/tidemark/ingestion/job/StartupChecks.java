package io.tidemark.ingestion.job;

import io.tidemark.definition.Environment;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.event.GapLayout;
import io.tidemark.event.decoder.EventDecoder;
import io.tidemark.ingestion.checkpoint.MaxParallelismSettings;
import io.tidemark.ingestion.checkpoint.RestorePointCheck;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.TopicIdProperty;
import io.tidemark.ingestion.sink.DeadLetterTopic;
import io.tidemark.ingestion.sink.FeatureTopic;
import io.tidemark.ingestion.sink.TopicSinkFactory;
import io.tidemark.ingestion.source.ConsumerGroups;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.live.WriterLease;
import io.tidemark.pipeline.GraphDryRunCheck;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.pipeline.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that a live job can run before it changes anything, then creates the missing tables and
 * topics. All problems are reported at once. {@link IngestionJob} runs them before it takes the
 * tables over, so that a start that cannot work leaves a running job alone.
 */
final class StartupChecks {

  private final Workspace workspace;
  private final KafkaCluster kafka;
  private final Lake lake;

  StartupChecks(Workspace workspace, KafkaCluster kafka, Lake lake) {
    this.workspace = workspace;
    this.kafka = kafka;
    this.lake = lake;
  }

  /**
   * Runs all checks, then creates the missing tables and topics, those of streams excepted. It is
   * called before the tables are taken over, and changes nothing if a check fails.
   *
   * @param restore what the job is about to go on from
   * @param groups those of its state
   * @throws UserException with all that stands in the way; then nothing was created
   */
  void run(Optional<String> restore, MaxParallelismSettings groups) {
    List<Problem> problems = new ArrayList<>(groups.problems());
    for (StreamDefinition stream : workspace.pipeline().streams()) {
      restore.map(r -> vanished(stream, r)).orElse(abandoned(stream)).ifPresent(problems::add);
    }
    restore.flatMap(this::withoutLedger).ifPresent(problems::add);
    run(problems);
  }

  /**
   * To be asked of the newest checkpoint only when no other job commits any more: it may get
   * further.
   *
   * @throws UserException if the tables are ahead of it
   */
  void requireReached(String restore) {
    List<Problem> problems = new RestorePointCheck(lake, restore).problems(tables());
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
  }

  /** The same for a job that begins from the tables, whatever they hold. */
  void runForTables() {
    run(new ArrayList<>(MaxParallelismSettings.anew(workspace.environment()).problems()));
  }

  private void run(List<Problem> problems) {
    Pipeline pipeline = workspace.pipeline();
    Environment environment = workspace.environment();
    GraphDryRunCheck.check(pipeline);
    pipeline.streams().forEach(s -> new EventDecoder(s, environment.schemaRegistry()));
    Set<String> topics = kafka.topics();
    TopicIdProperty identity = new TopicIdProperty(lake, kafka);
    for (StreamDefinition stream : pipeline.streams()) {
      missingTopic(stream, topics).or(() -> identity.problem(stream)).ifPresent(problems::add);
    }
    featureTopics().forEach(t -> problems.addAll(t.problems(topics)));
    deadLetters().ifPresent(d -> problems.addAll(d.problems(pipeline, topics)));
    unfitTransactions().ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
    if (writesTopics()) {
      String id = workspace.consumerGroup() + "-check";
      kafka.requireTransactions(id, KafkaClientProperties.properties(environment));
    }
    lake.ensureAll(PipelineTables.of(pipeline));
    pipeline.streams().forEach(identity::keep);
    featureTopics().stream().filter(t -> !topics.contains(t.name())).forEach(FeatureTopic::create);
    deadLetters().filter(d -> !topics.contains(d.name())).ifPresent(d -> d.create(pipeline));
    ConsumerGroups.of(workspace).all(pipeline).forEach(kafka::forget);
  }

  private List<String> tables() {
    return PipelineTables.of(workspace.pipeline()).stream()
        .map(TableLayout::name)
        .filter(lake::exists)
        .toList();
  }

  private Optional<DeadLetterTopic> deadLetters() {
    return workspace.environment().deadLetters().map(topic -> new DeadLetterTopic(topic, kafka));
  }

  private boolean writesTopics() {
    return !featureTopics().isEmpty() || workspace.environment().deadLetters().isPresent();
  }

  private List<FeatureTopic> featureTopics() {
    return workspace.pipeline().featureSets().stream()
        .map(FeatureSet::topic)
        .flatMap(Optional::stream)
        .map(topic -> new FeatureTopic(topic, kafka))
        .toList();
  }

  private Optional<Problem> missingTopic(StreamDefinition stream, Set<String> topics) {
    return topics.contains(stream.topic())
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "stream " + stream.name(),
                "there is no topic " + stream.topic(),
                "the topics of a pipeline's streams must exist before it runs",
                "tidemark produce events.jsonl --topic " + stream.topic() + " --create 3"));
  }

  private Optional<Problem> unfitTransactions() {
    if (!writesTopics()) {
      return Optional.empty();
    }
    Duration timeout = TopicSinkFactory.transactionTimeout(workspace.environment());
    Duration regularly = TopicSinkFactory.longestTransaction(workspace.environment());
    Duration allowed = Duration.ofMillis(kafka.maxTransactionMillis());
    return timeout.compareTo(allowed) <= 0 && timeout.compareTo(regularly) > 0
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "environment: kafka",
                "transaction.timeout.ms is " + timeout.toMillis() + " ms",
                "it must be longer than the job's transactions (%d ms; those of exactly-once last for a checkpoint interval) and no longer than the brokers allow (transaction.max.timeout.ms: %d ms)"
                    .formatted(regularly.toMillis(), allowed.toMillis()),
                "kafka: { transaction.timeout.ms: 600000 }"));
  }

  private Optional<Problem> abandoned(StreamDefinition stream) {
    return !lake.exists(stream.name()) || WriterLease.isUnwritten(lake.table(stream.name()))
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "table " + stream.name(),
                "it holds events of an earlier run or of an import, and there is no checkpoint to go on from",
                "a job without its state would write the same events again",
                "--bootstrap lake, to rebuild the state from the tables and go on from there; or point"
                    + " `checkpoints:` at the earlier run's directory"));
  }

  private Optional<Problem> withoutLedger(String restore) {
    return lake.exists(GapLayout.NAME)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "table " + GapLayout.NAME,
                "it is not there, but an earlier run left " + restore,
                "a job that goes on from a checkpoint without its ledger of offsets cannot tell"
                    + " which it has skipped",
                "--bootstrap lake, to go on from the tables"));
  }

  private Optional<Problem> vanished(StreamDefinition stream, String restore) {
    return lake.exists(stream.name())
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "table " + stream.name(),
                "it is not there, but an earlier run left " + restore,
                "a job that goes on would write what comes from now on, and what was before is lost",
                "bring the table back; or begin anew: remove that checkpoint, or choose another"
                    + " `namespace:`"));
  }
}
