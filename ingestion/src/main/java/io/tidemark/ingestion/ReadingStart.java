package io.tidemark.ingestion;

import io.tidemark.ingestion.handover.HandOver;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job begins to read that has no offsets of its own.
 *
 * @param offsets where the sources begin
 * @param inTables the offset behind the last message of each partition that is in the tables
 */
record ReadingStart(OffsetsInitializer offsets, Map<TopicPartition, Long> inTables) {

  /** All that Kafka holds; there is nothing in the tables. */
  static ReadingStart beginning() {
    return new ReadingStart(OffsetsInitializer.earliest(), Map.of());
  }

  /** Behind the tables. */
  static ReadingStart behind(HandOver handOver) {
    return new ReadingStart(OffsetsInitializer.offsets(handOver.offsets()), handOver.inTables());
  }
}
