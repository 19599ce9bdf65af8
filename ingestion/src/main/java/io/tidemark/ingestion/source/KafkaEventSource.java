package io.tidemark.ingestion.source;

import io.tidemark.definition.Environment;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.EventDeserializer;
import io.tidemark.event.decoder.EventWatermarkGenerator;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import io.tidemark.ingestion.kafka.TopicIdProperty;
import io.tidemark.lake.Lake;
import io.tidemark.pipeline.EventSource;
import io.tidemark.pipeline.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * Event source of the live job: Kafka, with a watermark for each partition, and with watermark
 * alignment so that no stream or partition runs ahead of the others further than a bound. Without
 * that, a backlog would pile up in the state. {@link OffsetLedgerOperator} stands behind each
 * source.
 */
public final class KafkaEventSource implements EventSource {

  private static final String UID = "kafka-";
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(200);

  private final Environment environment;
  private final ConsumerGroups groups;
  private final Lake lake;
  private final Duration maxDrift;
  private final SourceStartupOptions start;
  private final List<DataStream<RowData>> gaps = new ArrayList<>();

  /**
   * @param start where to begin without a checkpoint
   */
  public KafkaEventSource(
      Workspace workspace, Lake lake, Duration maxDrift, SourceStartupOptions start) {
    this.environment = workspace.environment();
    this.groups = ConsumerGroups.of(workspace);
    this.lake = lake;
    this.maxDrift = maxDrift;
    this.start = start;
  }

  @Override
  public DataStream<DecodedMessage> messages(StreamExecutionEnvironment env, EventLayout layout) {
    String stream = layout.stream().name();
    KafkaPartitionEndTracker ends = ends(layout.stream());
    ReaderName name =
        new ReaderName(UUID.randomUUID().toString(), groups.pipeline() + "-" + stream);
    DataStream<DecodedMessage> messages =
        env.fromSource(
                new GapTrackingSource(
                    new EndTrackingSource<>(source(layout, name, ends), ends),
                    name,
                    environment.kafka()),
                EventWatermarkGenerator.of(layout, ends)
                    .withWatermarkAlignment(groups.pipeline(), maxDrift, ALIGNMENT_INTERVAL),
                "kafka " + stream)
            .uid(UID + stream);
    return withLedger(messages, name, layout);
  }

  private KafkaSource<DecodedMessage> source(
      EventLayout layout, ReaderName name, KafkaPartitionEndTracker ends) {
    Properties client =
        EndTrackingInterceptor.to(ends, KafkaClientProperties.properties(environment));
    return KafkaSource.<DecodedMessage>builder()
        .setProperties(GapTrackingInterceptor.in(name, client))
        .setProperty("isolation.level", "read_committed")
        // What the ledger shows: the source would show less.
        .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false")
        .setGroupId(groups.of(layout.stream()))
        .setClientIdPrefix(name.clientPrefix())
        .setTopics(layout.stream().topic())
        .setStartingOffsets(new StrictOffsetsInitializer(start.offsets(layout.stream())))
        .setDeserializer(new EventDeserializer(layout, environment.schemaRegistry()))
        .build();
  }

  private KafkaPartitionEndTracker ends(StreamDefinition stream) {
    return new KafkaPartitionEndTracker(
        environment.kafka(), stream.name(), stream.topic(), stream.idleAfter());
  }

  private DataStream<DecodedMessage> withLedger(
      DataStream<DecodedMessage> messages, ReaderName name, EventLayout layout) {
    Map<String, String> client = environment.kafka();
    String topic = layout.stream().topic();
    TopicContinuityCheck check =
        new TopicContinuityCheck(client, topic, TopicIdProperty.of(layout.stream(), lake));
    OffsetLedgerOperator ledger =
        new OffsetLedgerOperator(
            layout.stream().name(),
            name,
            check,
            new GapReasonResolver(client),
            new GroupOffsetCommitter(client, groups.of(layout.stream())),
            start.inTables(layout.stream()));
    SingleOutputStreamOperator<DecodedMessage> accounted =
        OffsetLedgerOperator.attach(messages, layout, ledger);
    gaps.add(accounted.getSideOutput(OffsetLedgerOperator.GAPS));
    return accounted;
  }

  /**
   * Gaps of all sources that were built so far, in {@link io.tidemark.event.GapLayout}; empty
   * before the first.
   */
  public Optional<DataStream<RowData>> gaps() {
    return gaps.stream().reduce((a, b) -> a.union(b));
  }
}
