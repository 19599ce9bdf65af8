package io.tidemark.ingestion;

import org.apache.kafka.common.TopicPartition;

/**
 * Next offset of a partition, as the ledger of offsets keeps it in operator state. It is serialized
 * as a Flink POJO: the class name is part of savepoints. {@link ReadEpoch} goes with it.
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
