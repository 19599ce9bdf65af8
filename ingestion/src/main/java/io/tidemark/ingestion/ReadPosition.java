package io.tidemark.ingestion;

import org.apache.kafka.common.TopicPartition;

/**
 * How far a partition has been read.
 *
 * @param next the offset that comes next
 * @param read whether this job has read a message of it; else the tables say where it goes on
 */
public record ReadPosition(String topic, int partition, long next, boolean read) {

  /** The partition. */
  public TopicPartition of() {
    return new TopicPartition(topic, partition);
  }
}
