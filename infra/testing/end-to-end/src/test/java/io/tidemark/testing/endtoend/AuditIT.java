package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.backfill.BackfillJob;
import io.tidemark.backfill.BackfillJob.Stage;
import io.tidemark.backfill.audit.AuditJob;
import io.tidemark.backfill.audit.OffsetAuditResult;
import io.tidemark.backfill.audit.TriggerAuditResult;
import io.tidemark.cli.Tidemark;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.UserException;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.event.GapReason;
import io.tidemark.ingestion.job.IngestionJob;
import io.tidemark.ingestion.job.LiveJob;
import io.tidemark.lake.Lake;
import io.tidemark.localkafka.TopicAdmin;
import io.tidemark.pipeline.Workspace;
import io.tidemark.testing.faults.process.ConditionAwait;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every offset that a job was or was not given is accounted for, whatever happens to it. */
@ExtendWith(EndToEndExtension.class)
final class AuditIT {

  private static final String PIPELINE =
      """
      pipeline: audited
      streams:
        activity:
          topic: audited.activity
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
          id: event_id
          time: occurred_at
        account:
          topic: audited.account
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
          id: event_id
          time: occurred_at
      features:
        customer:
          entity: [customer_id]
          from: [activity, account]
          trigger: { of: activity }
          columns: { n: { agg: count(*) } }
          topic: none
      """;

  private static final String ENVIRONMENT =
      """
      kafka: { bootstrap.servers: "%s", partition.discovery.interval.ms: "500" }
      catalog:
        catalog-impl: org.apache.iceberg.jdbc.JdbcCatalog
        uri: "jdbc:sqlite:%s/catalog.db?journal_mode=WAL"
        warehouse: "%s/warehouse"
      checkpoints: "file://%s/checkpoints"
      checkpoint_interval: 500 ms
      """;

  private final EndToEndFixture shop;

  @TempDir Path dir;
  private String activity;
  private Path pipelineFile;
  private Path environmentFile;

  AuditIT(EndToEndFixture shop) {
    this.shop = shop;
  }

  @Test
  void transactionsRestartsAndANewPartitionAreAccountedFor() throws Exception {
    write("audited");
    try (TopicAdmin topics = new TopicAdmin(shop.bootstrapServers())) {
      topics.create("audited.activity", 1, Map.of());
      topics.create("audited.account", 1, Map.of("cleanup.policy", "compact"));
    }
    try (KafkaProducer<String, String> plain = producer(Map.of());
        KafkaProducer<String, String> transactions =
            producer(Map.of("transactional.id", "audited"))) {
      transactions.initTransactions();
      send(plain, 0, event("a"), event("b"), "no event", event("a"));
      transaction(transactions, true, event("c"), event("d"));
      transaction(transactions, false, event("x"), event("y"));
      transaction(transactions, true, event("e"));
      LiveJob first = start();
      first.awaitCaughtUp(backlog -> {});
      first.stop(false);
      transaction(transactions, false, event("z"));
      LiveJob second = start();
      send(plain, 0, event("f"));
      addPartition();
      send(plain, 1, event("g"), event("h"), "no event");
      second.awaitCaughtUp(backlog -> {});
      second.stop(true);
    }
    requireComplete();
  }

  /**
   * That the drained run has completed all of time no longer holds when the next one has begun:
   * what that one has in the event tables, and holds back, it writes itself.
   */
  @Test
  void aBackfillThatBeganBeforeTheNextRunOfADrainedJobRepeatsNoRow() throws Exception {
    write("drained");
    try (TopicAdmin topics = new TopicAdmin(shop.bootstrapServers())) {
      topics.create("drained.activity", 1, Map.of());
      topics.create("drained.account", 1, Map.of());
    }
    try (KafkaProducer<String, String> plain = producer(Map.of())) {
      send(plain, 0, event("a"), event("b"));
      LiveJob first = start();
      first.awaitCaughtUp(backlog -> {});
      first.stop(true);
      assertThat(backfill(stage -> {}).rows()).as("between the runs").isEqualTo(2);
      List<LiveJob> next = new ArrayList<>();
      Throwable refusal =
          catchThrowable(() -> backfill(s -> next.addAll(begin(plain, s == Stage.READING))));
      next.get(0).stop(true);
      TriggerAuditResult triggers = new AuditJob(workspace()).triggers(set());
      assertThat(triggers.holds()).as(triggers.toString()).isTrue();
      assertThat(triggers.written()).isEqualTo(3);
      assertThat(refusal)
          .isInstanceOf(UserException.class)
          .hasMessageContaining("it is not sealed");
    }
  }

  private BackfillJob.Result backfill(Consumer<Stage> stages) throws Exception {
    Instant day = Instant.parse("2026-03-01T00:00:00Z");
    return new BackfillJob(workspace(), stages)
        .run(set(), day, day.plus(1, ChronoUnit.DAYS), UUID.randomUUID().toString());
  }

  /** A run whose newest event is in its table, and no row of it yet. */
  private List<LiveJob> begin(KafkaProducer<String, String> producer, boolean now) {
    if (!now) {
      return List.of();
    }
    try {
      LiveJob job = start();
      send(producer, 0, event("c"));
      ConditionAwait.until("the event is in its table", () -> events().equals("3"));
      return List.of(job);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String events() {
    try (Lake lake = workspace().openLake()) {
      return lake.table("activity").currentSnapshot().summary().get("total-records");
    }
  }

  @Test
  void aKilledAndRescaledJobIsAccountedFor() throws Exception {
    assertThat(shop.live(InterruptionKind.PROCESS_IS_KILLED).run("audit"))
        .contains("complete")
        .doesNotContain("BROKEN");
  }

  private void requireComplete() throws Exception {
    AuditJob job = new AuditJob(workspace());
    List<OffsetAuditResult> offsets = job.offsets();
    assertThat(offsets).extracting(OffsetAuditResult::partition).containsExactly(0, 1, 0);
    require(offsets.get(0), 15, 7, 1, 1, Map.of(GapReason.TRANSACTION, 7L));
    require(offsets.get(1), 3, 2, 0, 1, Map.of());
    // Nothing comes behind the last marker.
    require(offsets.get(2), 4, 2, 0, 0, Map.of(GapReason.COMPACTION, 2L));
    TriggerAuditResult triggers = job.triggers(set());
    assertThat(triggers.holds()).as(triggers.toString()).isTrue();
    assertThat(triggers.written() + triggers.late()).as(triggers + audit()).isEqualTo(8);
    assertThat(audit()).contains("complete").doesNotContain("BROKEN");
  }

  private static void require(
      OffsetAuditResult audit,
      long end,
      long accepted,
      long duplicates,
      long rejected,
      Map<GapReason, Long> gaps) {
    assertThat(audit.holds()).as(audit.toString()).isTrue();
    assertThat(audit.end()).isEqualTo(end);
    assertThat(audit.accepted()).isEqualTo(accepted);
    assertThat(audit.duplicates()).isEqualTo(duplicates);
    assertThat(audit.rejected()).isEqualTo(rejected);
    assertThat(audit.gaps()).isEqualTo(gaps);
  }

  private String audit() {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed, true);
    assertThat(
            Tidemark.run(
                out, out, "audit", pipelineFile.toString(), "-e", environmentFile.toString()))
        .as(printed.toString())
        .isZero();
    return printed.toString();
  }

  private void write(String name) throws Exception {
    activity = name + ".activity";
    pipelineFile =
        Files.writeString(dir.resolve(name + ".yaml"), PIPELINE.replace("audited", name));
    environmentFile =
        Files.writeString(
            dir.resolve("environment.yaml"),
            ENVIRONMENT.formatted(shop.bootstrapServers(), dir, dir, dir));
  }

  private Workspace workspace() {
    return new Workspace(PipelineFile.read(pipelineFile), EnvironmentFile.read(environmentFile));
  }

  private FeatureSet set() {
    return workspace().pipeline().featureSets().get(0);
  }

  private LiveJob start() throws Exception {
    return new IngestionJob(workspace()).start(Optional.empty());
  }

  private void addPartition() throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", shop.bootstrapServers()))) {
      admin.createPartitions(Map.of("audited.activity", NewPartitions.increaseTo(2))).all().get();
    }
  }

  private KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", shop.bootstrapServers());
    settings.put("metadata.max.age.ms", "500");
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private void send(KafkaProducer<String, String> producer, int partition, String... values)
      throws Exception {
    for (String value : values) {
      producer.send(new ProducerRecord<>(activity, partition, null, value)).get();
    }
  }

  /** A committed one writes its first event to both topics. */
  private void transaction(KafkaProducer<String, String> producer, boolean commit, String... values)
      throws Exception {
    producer.beginTransaction();
    send(producer, 0, values);
    if (commit) {
      producer.send(new ProducerRecord<>("audited.account", 0, values[0], values[0])).get();
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  private static String event(String id) {
    String second = String.valueOf(10 + id.charAt(0) - 'a');
    return "{\"event_id\":\"%s\",\"occurred_at\":\"2026-03-01T10:00:%sZ\",\"customer_id\":7}"
        .formatted(id, second);
  }
}
