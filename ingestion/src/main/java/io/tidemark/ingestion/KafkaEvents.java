package io.tidemark.ingestion;

import io.tidemark.definition.Environment;
import io.tidemark.event.EventDeserializer;
import io.tidemark.event.EventLayout;
import io.tidemark.event.EventWatermarks;
import io.tidemark.pipeline.EventSource;
import java.time.Duration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Either;

/**
 * Events from Kafka: watermarks a partition, and no stream or partition further ahead of the others
 * than a bound, so that a backlog does not pile up in the state.
 */
final class KafkaEvents implements EventSource {

  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(200);

  private final Environment environment;
  private final String group;
  private final Duration maxDrift;
  private final OffsetsInitializer start;

  /**
   * @param start where to begin without a checkpoint
   */
  KafkaEvents(Environment environment, String group, Duration maxDrift, OffsetsInitializer start) {
    this.environment = environment;
    this.group = group;
    this.maxDrift = maxDrift;
    this.start = start;
  }

  @Override
  public DataStream<Either<RowData, RowData>> arrivals(
      StreamExecutionEnvironment env, EventLayout layout) {
    String stream = layout.stream().name();
    KafkaSource<Either<RowData, RowData>> source =
        KafkaSource.<Either<RowData, RowData>>builder()
            .setProperties(Clients.properties(environment))
            .setProperty("isolation.level", "read_committed")
            .setGroupId(group)
            .setClientIdPrefix(group + "-" + stream)
            .setTopics(layout.stream().topic())
            .setStartingOffsets(new NeverSkip(start))
            .setDeserializer(new EventDeserializer(layout))
            .build();
    return env.fromSource(
            source,
            EventWatermarks.of(layout).withWatermarkAlignment(group, maxDrift, ALIGNMENT_INTERVAL),
            "kafka " + stream)
        .uid("kafka-" + stream);
  }
}
