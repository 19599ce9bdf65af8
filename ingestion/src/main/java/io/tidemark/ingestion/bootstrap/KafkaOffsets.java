package io.tidemark.ingestion.bootstrap;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * Log start and end offsets of the streams' topics, with access to message timestamps; {@link
 * StartOffsets} compares them with the tables.
 *
 * @param beginning offset of the first message that is left in each partition
 * @param end offset after the last one
 * @param timestamps by partition and offset, those of messages that are there
 */
public record KafkaOffsets(
    Map<TopicPartition, Long> beginning,
    Map<TopicPartition, Long> end,
    UnaryOperator<Map<TopicPartition, Long>> timestamps) {}
