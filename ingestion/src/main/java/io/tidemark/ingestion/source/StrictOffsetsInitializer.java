package io.tidemark.ingestion.source;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts at the given offsets, with {@code auto.offset.reset} set to {@code none}: where Kafka no
 * longer has the messages to go on with, the consumer fails. With Flink's initializers it would
 * skip them without a word.
 */
final class StrictOffsetsInitializer implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  private final OffsetsInitializer start;

  StrictOffsetsInitializer(OffsetsInitializer start) {
    this.start = start;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return start.getPartitionOffsets(partitions, retriever);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
