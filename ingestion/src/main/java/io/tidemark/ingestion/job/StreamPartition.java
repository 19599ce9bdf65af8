package io.tidemark.ingestion.job;

import org.apache.kafka.common.TopicPartition;

/**
 * Kafka partition as one stream reads it. Streams that share a topic progress each on their own;
 * key of {@link BacklogTracker}.
 */
record StreamPartition(String stream, TopicPartition partition) {}
