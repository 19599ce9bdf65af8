package io.tidemark.backfill.audit;

import java.util.Comparator;

/** Kafka topic and partition, ordered. */
record TopicPartitionName(String topic, int partition) implements Comparable<TopicPartitionName> {

  private static final Comparator<TopicPartitionName> ORDER =
      Comparator.comparing(TopicPartitionName::topic)
          .thenComparingInt(TopicPartitionName::partition);

  @Override
  public int compareTo(TopicPartitionName other) {
    return ORDER.compare(this, other);
  }
}
