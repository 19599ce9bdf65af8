package io.tidemark.ingestion.source;

import io.tidemark.event.GapReason;
import io.tidemark.ingestion.kafka.KafkaCluster;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Resolves the {@link GapReason} of offsets that were not delivered, by the topic's {@code
 * cleanup.policy}. The answers are cached, at most two calls to Kafka for a topic: no gap of a
 * transaction costs a call. {@link OffsetLedgerOperator} asks it.
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
