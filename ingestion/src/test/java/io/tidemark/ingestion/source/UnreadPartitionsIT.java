package io.tidemark.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.ingestion.job.ActivityFixture;
import io.tidemark.ingestion.job.IngestionFixture;
import io.tidemark.ingestion.job.IngestionJob;
import io.tidemark.ingestion.job.LiveJob;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.TransactionFence;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A partition of which nothing comes is idle only if there is nothing in it. */
@Timeout(240)
class UnreadPartitionsIT {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration IDLE = Duration.ofSeconds(1);

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker kafka;

  @TempDir Path dir;
  private IngestionFixture place;
  private String topic;
  private int minute;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafkaBroker.start(shared.resolve("kafka"), 0);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void makePlace(TestInfo test) {
    place = new IngestionFixture(kafka, dir);
    topic = test.getTestMethod().orElseThrow().getName();
    place.create(topic, 2, Map.of());
  }

  @Test
  void whatAHungTransactionHoldsBackIsNotLateWhenItEnds() throws Exception {
    LiveJob job = new IngestionJob(place.workspace(pipeline())).start(Optional.empty());
    place.send(List.of(ActivityFixture.message(topic, 0, "first", START.toString())));
    try (KafkaProducer<byte[], byte[]> hung = TransactionFence.producer(client(), topic)) {
      hung.initTransactions();
      hung.beginTransaction();
      hung.send(ActivityFixture.message(topic, 0, "hung", START.plusSeconds(10).toString()));
      hung.flush();
      othersGoOnFor(IDLE.multipliedBy(6), job);
      assertThat(place.rows("customer")).as("all wait for the partition").isEmpty();
      hung.commitTransaction();
    }
    awaitRows(minute + 1, job);
    assertThat(place.rows("late_events")).isEmpty();
    job.stop(false);

    // A marker is the last that the partition has, and nothing of it comes to the next job.
    job = new IngestionJob(place.workspace(pipeline())).start(Optional.empty());
    int before = place.rows("customer").size();
    othersGoOnFor(Duration.ZERO, job);
    othersGoOnFor(Duration.ZERO, job);
    awaitRows(before + 1, job);
    job.stop(true);
    assertThat(place.rows("customer")).hasSize(minute + 2);
    assertThat(place.rows("late_events")).isEmpty();
  }

  @Test
  void anOpenTransactionKeepsAPartitionUnread() throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    Duration interval = Duration.ofMillis(100);
    try (PartitionProgressTracker watch =
            new PartitionProgressTracker(
                "activity",
                new EndOffsetFetcher(place.environment().kafka(), interval),
                interval,
                IDLE);
        KafkaProducer<byte[], byte[]> hung = TransactionFence.producer(client(), topic)) {
      watch.assigned(partition, -2);
      awaitReached(watch, true);
      assertThat(watch.held()).isZero();
      hung.initTransactions();
      hung.beginTransaction();
      hung.send(ActivityFixture.message(topic, 0, "hung", START.toString())).get();
      awaitReached(watch, false);
      assertThat(watch.held()).isEqualTo(1);
      hung.abortTransaction();
      watch.passed(partition, new PartitionProgressTracker.Polled(-1, 2));
      long readable = System.nanoTime();
      awaitReached(watch, true);
      assertThat(System.nanoTime() - readable)
          .as("producers that could not write before have time to")
          .isGreaterThanOrEqualTo(IDLE.toNanos());
      assertThat(watch.held()).isZero();
    }
  }

  @Test
  void whatIsPolledAndHasNotComeToTheTaskIsUnread() throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    place.send(List.of(message("a"), message("b"), message("c")));
    Duration interval = Duration.ofMillis(100);
    try (PartitionProgressTracker watch =
        new PartitionProgressTracker(
            "activity",
            new EndOffsetFetcher(place.environment().kafka(), interval),
            interval,
            Duration.ZERO)) {
      watch.assigned(partition, 0);
      watch.heardOf(partition);
      watch.passed(partition, new PartitionProgressTracker.Polled(2, 3));
      while (watch.held() == 0) {
        assertThat(watch.isReached(partition, 1)).isFalse();
      }
      while (!watch.isReached(partition, 2)) {
        Thread.onSpinWait();
      }
      assertThat(watch.held()).isZero();

      place.send(List.of(message("d"), message("e")));
      watch.forget(partition);
      watch.passed(partition, new PartitionProgressTracker.Polled(3, 4));
      assertThat(watch.isReached(partition, 3)).as("by the end of before").isFalse();
      while (watch.held() == 0) {
        assertThat(watch.isReached(partition, 3)).isFalse();
      }
    }
  }

  private ProducerRecord<byte[], byte[]> message(String id) {
    return ActivityFixture.message(topic, 0, id, START.toString());
  }

  @Test
  void aPartitionWhoseEndKafkaDoesNotTellIsUnread() {
    Duration interval = Duration.ofMillis(100);
    try (PartitionProgressTracker watch =
        new PartitionProgressTracker(
            "activity",
            new EndOffsetFetcher(place.environment().kafka(), interval),
            interval,
            Duration.ZERO)) {
      watch.assigned(new TopicPartition(topic, 7), 0);
      while (watch.held() == 0) {
        assertThat(watch.areReachedBySilent()).isFalse();
      }
      watch.heardOf(new TopicPartition(topic, 7));
      assertThat(watch.areReachedBySilent()).isTrue();
    }
  }

  private static void awaitReached(PartitionProgressTracker watch, boolean reached) {
    while (watch.areReachedBySilent() != reached) {
      Thread.onSpinWait();
    }
  }

  /** Sends minute after minute to the other partition, each when the one before is read. */
  private void othersGoOnFor(Duration time, LiveJob job) throws Exception {
    long began = System.nanoTime();
    do {
      minute++;
      String at = START.plus(Duration.ofMinutes(minute)).toString();
      place.send(List.of(ActivityFixture.message(topic, 1, "m" + minute, at)));
      awaitRead(minute, job);
    } while (System.nanoTime() - began < time.toNanos());
  }

  private void awaitRead(long offset, LiveJob job) throws Exception {
    TopicPartition other = new TopicPartition(topic, 1);
    String group = place.workspace(pipeline()).consumerGroup();
    try (KafkaCluster cluster = KafkaCluster.connect(place.environment())) {
      while (cluster.committed(group).getOrDefault(other, 0L) < offset) {
        assertThat(job.awaitEnd(50)).isFalse();
      }
    }
  }

  private void awaitRows(int rows, LiveJob job) throws Exception {
    while (place.rows("customer").size() < rows) {
      assertThat(job.awaitEnd(200)).isFalse();
    }
  }

  private Pipeline pipeline() {
    return PipelineBuilder.named("shop").stream(
            "activity", s -> ActivityFixture.stream(s, topic).idleAfter(IDLE.toSeconds() + " s"))
        .features(
            "customer",
            f -> f.entity("customer_id").from("activity").aggregate("n", "count(*)").noTopic())
        .build();
  }

  private Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", place.servers());
    return client;
  }
}
