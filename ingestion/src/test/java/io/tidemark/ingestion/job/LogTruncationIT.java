package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.definition.UserException;
import io.tidemark.ingestion.ReadPosition;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import io.tidemark.pipeline.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Brokers that lose messages which a job has read give their offsets to others: a job that goes on
 * would never read those, so it does not.
 */
@Tag("long")
class LogTruncationIT {

  private static final String TOPIC = "activity";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  @TempDir Path dir;
  private EmbeddedKafkaBroker kafka;
  private IngestionFixture place;
  private int sent;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0);
    place = new IngestionFixture(kafka, dir);
    place.create(TOPIC, 1, Map.of());
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6})
  void aJobThatGoesOnRefuses(int more) throws Exception {
    send(5);
    place.ingest(workspace(TOPIC));
    loseFrom(2);
    send(more);

    LiveJob job = new IngestionJob(workspace(TOPIC)).start(Optional.empty());

    assertThat(refusal(job)).contains("lost its messages from offset 2 on", "read up to offset 4");
    assertThat(place.rows("activity")).hasSize(5);
  }

  @Test
  void aJobThatRunsEnds() throws Exception {
    send(5);
    LiveJob job = new IngestionJob(workspace(TOPIC)).start(Optional.empty());
    job.awaitCaughtUp(backlog -> {});
    loseFrom(2);
    send(6);

    assertThat(refusal(job)).contains("lost its messages from offset 2 on", "read up to offset 4");
    assertThat(place.rows("activity")).hasSize(5);
  }

  @Test
  void aJobThatHasReadNothingSinceItsStartEnds() throws Exception {
    send(5);
    place.ingest(workspace(TOPIC));
    LiveJob job = new IngestionJob(workspace(TOPIC)).start(Optional.empty());
    job.awaitCaughtUp(backlog -> {});
    loseFrom(2);
    send(6);

    assertThat(refusal(job)).contains("lost its messages from offset 2 on", "read up to offset 4");
    assertThat(place.rows("activity")).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6})
  void aJobThatBeginsFromTheTablesRefuses(int more) throws Exception {
    send(5);
    place.ingest(workspace(TOPIC));
    loseFrom(2);
    send(more);

    assertThatThrownBy(() -> new IngestionJob(workspace(TOPIC)).startFromTables(true, h -> {}))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("lost");
  }

  @Test
  void aBrokerThatRestartsWithoutALossDisturbsNobody() throws Exception {
    send(5);
    LiveJob job = new IngestionJob(workspace(TOPIC)).start(Optional.empty());
    job.awaitCaughtUp(backlog -> {});
    restart();
    send(2);
    job.awaitCaughtUp(backlog -> {});
    job.stop(false);
    restart();
    place.ingest(workspace(TOPIC));
    restart();
    send(2);
    place.ingest(workspace(TOPIC));

    assertThat(place.rows("activity")).hasSize(9);
  }

  @Test
  void aCheckpointOfBeforeIsGoneOnFromAndTheNextOneKnows() throws Exception {
    send(5);
    LiveJob first = new IngestionJob(workspace(TOPIC)).start(Optional.empty());
    first.awaitCaughtUp(backlog -> {});
    String now = first.stop(false);
    String before = dir.resolve("before").toUri().toString();
    LegacyPositionsFunction.write(
        now, "offsets-activity", new ReadPosition(TOPIC, 0, 5, true), before);

    LiveJob second = new IngestionJob(workspace(TOPIC)).start(Optional.of(before));
    send(2);
    second.awaitCaughtUp(backlog -> {});
    second.stop(false);
    loseFrom(2);
    send(8);
    LiveJob third = new IngestionJob(workspace(TOPIC)).start(Optional.empty());

    assertThat(refusal(third)).contains("lost its messages from offset 2 on", "up to offset 6");
    assertThat(place.rows("activity")).hasSize(7);
  }

  @Test
  void theWayOutIsANewTopicAndTheTables() throws Exception {
    send(5);
    place.ingest(workspace(TOPIC));
    loseFrom(2);
    send(6);
    String copy = TOPIC + ".2";
    place.create(copy, 1, Map.of());
    place.send(
        place.received(TOPIC).stream()
            .filter(message -> message.offset() >= 2)
            .map(message -> new ProducerRecord<>(copy, message.key(), message.value()))
            .toList());

    LiveJob job = new IngestionJob(workspace(copy)).startFromTables(false, h -> {});
    job.awaitCaughtUp(backlog -> {});
    job.stop(true);

    assertThat(place.rows("activity"))
        .extracting(row -> row.getField("event_id"))
        .doesNotHaveDuplicates()
        .hasSize(11);
  }

  /** As users run it: with restarts. */
  private Workspace workspace(String topic) {
    return new Workspace(ActivityFixture.counted(topic), place.environment().withFlink(Map.of()));
  }

  private void loseFrom(long end) {
    kafka = new PowerLossFault(dir.resolve("kafka")).strikes(kafka, PARTITION, end);
    place = new IngestionFixture(kafka, dir);
  }

  private void restart() {
    int port = kafka.port();
    kafka.close();
    kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), port);
    place = new IngestionFixture(kafka, dir);
  }

  private static String refusal(LiveJob job) {
    Throwable end = catchThrowable(() -> job.awaitEnd(90_000));
    return ExceptionUtils.findThrowable(end, UserException.class)
        .map(Throwable::getMessage)
        .orElseThrow(() -> new AssertionError("the job did not refuse", end));
  }

  private void send(int messages) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < messages; i++, sent++) {
      records.add(
          ActivityFixture.message(TOPIC, "" + sent, "2026-03-01T10:00:%02dZ".formatted(sent)));
    }
    place.send(records);
  }
}
