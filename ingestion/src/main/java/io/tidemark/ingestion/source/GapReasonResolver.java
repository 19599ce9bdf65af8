package io.tidemark.ingestion.source;

import io.tidemark.event.GapReason;
import io.tidemark.ingestion.kafka.KafkaCluster;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Why offsets were not delivered, by what Kafka says of their topic. It is asked twice a topic at
 * most: no gap of a transaction costs a call.
 */
final class GapReasonResolver implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Map<String, String> client;

  private transient Map<String, GapReason> ordinary;
  private transient Map<TopicPartition, Long> beginnings;

  /**
   * @param client Kafka client properties
   */
  GapReasonResolver(Map<String, String> client) {
    this.client = Map.copyOf(client);
  }

  /** Called once before the first question. */
  void open() {
    ordinary = new HashMap<>();
    beginnings = new HashMap<>();
  }

  /** Why a consumer that was reading a topic was not given an offset. */
  GapReason of(String topic) {
    return ordinary.computeIfAbsent(topic, this::ask);
  }

  /** The first offset that Kafka holds of the partition, as of the first question. */
  long beginning(TopicPartition partition) {
    if (!beginnings.containsKey(partition)) {
      try (KafkaCluster kafka = KafkaCluster.connect(client)) {
        beginnings.putAll(kafka.beginningOffsets(List.of(partition.topic())));
      }
    }
    return beginnings.getOrDefault(partition, 0L);
  }

  private GapReason ask(String topic) {
    try (KafkaCluster kafka = KafkaCluster.connect(client)) {
      return kafka.isCompacted(topic) ? GapReason.COMPACTION : GapReason.TRANSACTION;
    }
  }
}
