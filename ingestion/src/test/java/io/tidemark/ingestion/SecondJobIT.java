package io.tidemark.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.Pipeline;
import io.tidemark.local.LocalKafka;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two jobs of one pipeline at once: the newer one takes over, and the tables hold all once. */
class SecondJobIT {

  private static final int PART = 200;

  @TempDir static Path shared;
  private static LocalKafka kafka;

  @TempDir Path dir;

  @BeforeAll
  static void start() {
    kafka = LocalKafka.start(shared.resolve("kafka"), 0);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void theNewerJobTakesOver(Delivery delivery) throws Exception {
    Place place = new Place(kafka, dir);
    String topic = "second." + delivery.name().toLowerCase(Locale.ROOT);
    place.create(topic, 2, Map.of());
    Pipeline pipeline = pipeline(topic);
    Environment environment = restarting(place.environment(Map.of(), delivery));
    place.send(messages(topic, 0));
    LiveJob first = new IngestionJob(pipeline, environment).start(Optional.empty());
    first.awaitCaughtUp(backlog -> {});
    place.send(messages(topic, 1));

    LiveJob second = new IngestionJob(pipeline, environment).start(Optional.empty());
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

  /** As users run it; a job that is fenced off must not come back. */
  private static Environment restarting(Environment environment) {
    return environment.withFlink(Map.of());
  }

  private static List<Object> values(List<Record> rows, String column) {
    return rows.stream().map(row -> row.getField(column)).toList();
  }

  private static List<ProducerRecord<byte[], byte[]>> messages(String topic, int part) {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (int i = part * PART; i < (part + 1) * PART; i++) {
      String time = "2026-03-01T00:%02d:%02dZ".formatted(i / 60, i % 60);
      messages.add(Activity.message(topic, i % 2, "" + i, time));
    }
    return messages;
  }

  private static Pipeline pipeline(String topic) {
    return Activity.shop(topic)
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
