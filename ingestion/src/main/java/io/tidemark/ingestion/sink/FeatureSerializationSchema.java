package io.tidemark.ingestion.sink;

import io.tidemark.feature.FeatureLayout;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.MessageSizeLimit;
import io.tidemark.metric.JobMetric;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonFormatOptions.MapNullKeyMode;
import org.apache.flink.formats.json.JsonRowDataSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serializes a feature row as a message: the key is the entity, the value the whole row as JSON,
 * dated by its event time. Times before 1970 are dated 1970, because Kafka refuses negative
 * timestamps.
 *
 * <p>A message that {@link MessageSizeLimit} does not admit goes without the features; if that is
 * too large still, it is not sent. The table has the row either way.
 */
final class FeatureSerializationSchema
    implements KafkaRecordSerializationSchema<RowData>, KafkaDatasetFacetProvider {

  /** Header of a message without features: what is left out, and why. */
  static final String LEFT_OUT = "tidemark.feature.left-out";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FeatureSerializationSchema.class);

  private final String topic;
  private final String set;
  private final int timeIndex;
  private final JsonRowDataSerializationSchema key;
  private final JsonRowDataSerializationSchema identity;
  private final MapKeyConverter textKeys;
  private final JsonRowDataSerializationSchema value;
  private final HashMap<String, String> kafka;

  private transient MessageSizeLimit limit;
  private transient Counter leftOut;
  private transient Counter unsent;

  /**
   * @param kafka the clients' properties
   */
  FeatureSerializationSchema(String topic, FeatureLayout layout, Map<String, String> kafka) {
    this.topic = topic;
    this.set = layout.set().name();
    this.timeIndex = layout.timeIndex();
    this.key = json(layout.entityType());
    this.identity = json(first(layout.identityArity(), layout.rowType()));
    this.textKeys = new MapKeyConverter(layout.rowType());
    this.value = json(textKeys.rowType());
    this.kafka = new HashMap<>(kafka);
  }

  /**
   * Asks for the topic and its limit at every start, a restart after a failure among them: they may
   * have changed.
   */
  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) throws Exception {
    key.open(context);
    identity.open(context);
    value.open(context);
    leftOut = JobMetric.LEFT_OUT.counter(context.getMetricGroup(), set);
    unsent = JobMetric.UNSENT.counter(context.getMetricGroup(), set);
    try (KafkaCluster cluster = KafkaCluster.connect(kafka)) {
      new FeatureTopic(topic, cluster).require();
      limit = MessageSizeLimit.of(cluster, topic, kafka);
    }
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RowData row, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> whole = message(row, value.serialize(textKeys.apply(row)));
    return limit.admits(whole) ? whole : withoutFeatures(row, whole);
  }

  private ProducerRecord<byte[], byte[]> withoutFeatures(
      RowData row, ProducerRecord<byte[], byte[]> whole) {
    ProducerRecord<byte[], byte[]> message = message(row, identity.serialize(row));
    String why =
        "the features: the row has %d bytes, key and all, more than the %d that a message may have; see table %s"
            .formatted(MessageSizeLimit.bytesOf(whole), limit.bytes(), set);
    message.headers().add(LEFT_OUT, why.getBytes(StandardCharsets.UTF_8));
    if (limit.admits(message)) {
      leftOut.inc();
      return message;
    }
    unsent.inc();
    if (Long.bitCount(unsent.getCount()) == 1) {
      LOG.warn(
          "Topic {} gets no message of a row whose entity and id alone have more than the {} bytes"
              + " that a message may have (row {} of this kind): table {} has it, and the topic an"
              + " older row of that entity, if any",
          topic,
          limit.bytes(),
          unsent.getCount(),
          set);
    }
    return null;
  }

  private ProducerRecord<byte[], byte[]> message(RowData row, byte[] json) {
    long time = row.getTimestamp(timeIndex, 3).getMillisecond();
    return new ProducerRecord<>(topic, null, Math.max(0, time), key.serialize(row), json);
  }

  private static RowType first(int columns, RowType row) {
    return new RowType(row.isNullable(), row.getFields().subList(0, columns));
  }

  /** Names the topic: without it, there are no transactions that outlive a restart. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }

  private static JsonRowDataSerializationSchema json(RowType type) {
    return new JsonRowDataSerializationSchema(
        type, TimestampFormat.ISO_8601, MapNullKeyMode.LITERAL, "null", true, false);
  }
}
