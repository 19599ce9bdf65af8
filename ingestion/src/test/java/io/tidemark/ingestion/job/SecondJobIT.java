package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.FeatureTableEvolution;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import io.tidemark.pipeline.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.util.ExceptionUtils;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two jobs of one pipeline at once: the newer one takes over, and the tables hold all once. */
class SecondJobIT {

  private static final int PART = 200;

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker kafka;

  @TempDir Path dir;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafkaBroker.start(shared.resolve("kafka"), 0);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void theNewerJobTakesOver(Delivery delivery) throws Exception {
    IngestionFixture place = new IngestionFixture(kafka, dir);
    String topic = "second." + delivery.name().toLowerCase(Locale.ROOT);
    place.create(topic, 2, Map.of());
    Workspace workspace = restarting(place.workspace(pipeline(topic), delivery));
    place.send(messages(topic, 0));
    LiveJob first = new IngestionJob(workspace).start(Optional.empty());
    first.awaitCaughtUp(backlog -> {});
    place.send(messages(topic, 1));

    LiveJob second = new IngestionJob(workspace).start(Optional.empty());
    place.send(messages(topic, 2));
    JobFailedException refusal =
        catchThrowableOfType(JobFailedException.class, () -> first.awaitEnd(60_000));
    second.awaitCaughtUp(backlog -> {});
    second.stop(true);

    assertThat(ExceptionUtils.stringifyException(refusal))
        .contains("another ingestion of this pipeline");
    assertThat(values(place.rows("activity"), "event_id"))
        .hasSize(3 * PART)
        .doesNotHaveDuplicates();
    List<Object> counts = values(place.rows("customer"), "n");
    assertThat(counts)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 3 * PART).<Object>mapToObj(n -> (long) n).toList());
  }

  @Test
  void aJobThatRunsWhileItsTableEvolvesAddsNothingMore() throws Exception {
    IngestionFixture place = new IngestionFixture(kafka, dir);
    String topic = "evolved";
    place.create(topic, 2, Map.of());
    Workspace before = restarting(place.workspace(multiplied(topic, 2)));
    Workspace after = restarting(place.workspace(multiplied(topic, 3)));
    place.send(messages(topic, 0));
    LiveJob first = new IngestionJob(before).start(Optional.empty());
    first.awaitCaughtUp(backlog -> {});
    evolve(place, after.pipeline());
    place.send(messages(topic, 1));
    JobFailedException refusal =
        catchThrowableOfType(JobFailedException.class, () -> first.awaitEnd(60_000));
    assertThat(ExceptionUtils.stringifyException(refusal))
        .contains("evolve has changed its definition while this job ran", "--bootstrap lake");
    int old = place.rows("customer").size();

    LiveJob second = new IngestionJob(after).startFromTables(false, told -> {});
    second.awaitCaughtUp(backlog -> {});
    second.stop(true);

    assertThat(values(place.rows("activity"), "event_id"))
        .hasSize(2 * PART)
        .doesNotHaveDuplicates();
    List<Record> rows = place.rows("customer");
    assertThat(values(rows, "n")).hasSize(2 * PART).doesNotHaveDuplicates();
    assertThat(rows)
        .allMatch(
            row -> {
              long n = (Long) row.getField("n");
              return row.getField("multiple").equals(n <= old ? 2 * n : 3 * n);
            });
  }

  /** As often as it takes: the job commits as well, which Iceberg takes for a conflict. */
  private static void evolve(IngestionFixture place, Pipeline to) {
    TableLayout layout = new FeatureLayout(to, to.featureSets().get(0)).table();
    try (Lake lake = place.lake()) {
      while (true) {
        try {
          new FeatureTableEvolution(layout, lake.table("customer")).commit(false);
          return;
        } catch (UserException e) {
          assertThat(e.getMessage())
              .containsAnyOf("something was committed to it meanwhile", "rows have come to it");
        }
      }
    }
  }

  private static Pipeline multiplied(String topic, int by) {
    return ActivityFixture.shop(topic)
        .features(
            "customer",
            f ->
                f.entity("customer_id")
                    .from("activity")
                    .aggregate("n", "count(*)")
                    .sql("multiple", "n * " + by)
                    .noTopic())
        .build();
  }

  /**
   * With Flink's restarts, as users run it; a job that is fenced off must not come back. Until it
   * learns of that it completes checkpoints, here two a second: the one that the new job begins
   * with is kept longer than the new job takes to start.
   */
  private static Workspace restarting(Workspace workspace) {
    return workspace.in(
        workspace.environment().withFlink(Map.of("execution.checkpointing.num-retained", "20")));
  }

  private static List<Object> values(List<Record> rows, String column) {
    return rows.stream().map(row -> row.getField(column)).toList();
  }

  private static List<ProducerRecord<byte[], byte[]>> messages(String topic, int part) {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (int i = part * PART; i < (part + 1) * PART; i++) {
      String time = "2026-03-01T00:%02d:%02dZ".formatted(i / 60, i % 60);
      messages.add(ActivityFixture.message(topic, i % 2, "" + i, time));
    }
    return messages;
  }

  private static Pipeline pipeline(String topic) {
    return ActivityFixture.shop(topic)
        .features(
            "customer",
            f ->
                f.entity("customer_id")
                    .from("activity")
                    .aggregate("n", "count(*)")
                    .topic(topic + ".customer"))
        .build();
  }
}
