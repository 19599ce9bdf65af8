package io.tidemark.ingestion.job;

import org.apache.kafka.common.TopicPartition;

/** A partition as one stream reads it: another stream of the same topic has its own progress. */
record StreamPartition(String stream, TopicPartition partition) {}
