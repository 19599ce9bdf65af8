package io.tidemark.ingestion.source;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.ingestion.bootstrap.BootstrapPlan;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.common.TopicPartition;

/**
 * Starting offsets of a job without a checkpoint: the beginning of the topics, or those of a {@link
 * BootstrapPlan}.
 *
 * @param plan what the tables say; without it, the job reads all that Kafka holds
 */
public record SourceStartupOptions(Optional<BootstrapPlan> plan) {

  /** All that Kafka holds; there is nothing in the tables. */
  public static SourceStartupOptions beginning() {
    return new SourceStartupOptions(Optional.empty());
  }

  /** Behind the tables. */
  public static SourceStartupOptions behind(BootstrapPlan plan) {
    return new SourceStartupOptions(Optional.of(plan));
  }

  /** Starting offsets of a stream's source. */
  OffsetsInitializer offsets(StreamDefinition stream) {
    return plan.map(from -> OffsetsInitializer.offsets(from.offsets().get(stream.name())))
        .orElseGet(OffsetsInitializer::earliest);
  }

  /** The offset behind what the tables have of each partition of a stream. */
  Map<TopicPartition, Long> inTables(StreamDefinition stream) {
    return plan.map(from -> from.inTables().get(stream.name())).orElse(Map.of());
  }
}
