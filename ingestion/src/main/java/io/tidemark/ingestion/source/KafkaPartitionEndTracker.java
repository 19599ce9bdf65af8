package io.tidemark.ingestion.source;

import io.tidemark.event.decoder.PartitionEndTracker;
import io.tidemark.metric.JobMetric;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * End offsets of the partitions of one reader, as its watermark generator sees them: a partition is
 * idle only once it is read to its end. Source, consumer and watermark strategy share this object;
 * Flink serializes them together, so that it is one object in the subtask, too. {@link
 * PartitionProgressTracker} does the comparison.
 */
final class KafkaPartitionEndTracker implements PartitionEndTracker {

  private static final long serialVersionUID = 1L;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final HashMap<String, String> client;
  private final String stream;
  private final String topic;
  private final Duration idleAfter;
  private final Duration interval;

  private transient volatile PartitionProgressTracker watch;

  /**
   * @param client Kafka client properties
   * @param idleAfter how long a partition is without events before its end is asked for
   */
  KafkaPartitionEndTracker(
      Map<String, String> client, String stream, String topic, Duration idleAfter) {
    this.client = new HashMap<>(client);
    this.stream = stream;
    this.topic = topic;
    this.idleAfter = idleAfter;
    Duration half = idleAfter.dividedBy(2);
    this.interval = half.compareTo(LONGEST) < 0 ? half : LONGEST;
  }

  /** Begins, in the subtask that reads. */
  void open(SourceReaderContext context) {
    watch =
        new PartitionProgressTracker(
            stream, new EndOffsetFetcher(client, interval), interval, idleAfter);
    JobMetric.UNREAD_PARTITIONS.gauge(context.metricGroup(), watch::held, stream);
  }

  /**
   * The subtask reads the partition.
   *
   * @param next the first offset that it reads; negative if Kafka is to say
   */
  void assigned(TopicPartition partition, long next) {
    watch.assigned(partition, next);
  }

  /** Takes the consumer's position in, transaction markers and aborted messages included. */
  void passed(ConsumerRecords<byte[], byte[]> messages) {
    if (watch != null) {
      messages
          .nextOffsets()
          .forEach((p, next) -> watch.passed(p, polled(messages.records(p), next.offset())));
    }
  }

  private static PartitionProgressTracker.Polled polled(
      List<ConsumerRecord<byte[], byte[]>> given, long next) {
    return new PartitionProgressTracker.Polled(
        given.isEmpty() ? -1 : given.get(given.size() - 1).offset(), next);
  }

  @Override
  public void heardOf(int partition) {
    watch.heardOf(of(partition));
  }

  @Override
  public void forget(int partition) {
    watch.forget(of(partition));
  }

  @Override
  public boolean isReached(int partition, long read) {
    return watch.isReached(of(partition), read);
  }

  @Override
  public boolean areReachedBySilent() {
    return watch.areReachedBySilent();
  }

  private TopicPartition of(int partition) {
    return new TopicPartition(topic, partition);
  }

  void close() {
    watch.close();
  }
}
