package io.tidemark.ingestion.handover;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka holds of the streams' topics.
 *
 * @param beginning offset of the first message that is left in each partition
 * @param end offset after the last one
 */
public record KafkaOffsets(Map<TopicPartition, Long> beginning, Map<TopicPartition, Long> end) {}
