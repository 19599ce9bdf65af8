package io.tidemark.ingestion;

import io.tidemark.feature.FeatureLayout;
import java.util.List;
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
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A feature row as a message: key the entity, value the whole row, dated by its event time, but not
 * before 1970, which Kafka refuses.
 */
final class FeatureMessage
    implements KafkaRecordSerializationSchema<RowData>, KafkaDatasetFacetProvider {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final int timeIndex;
  private final JsonRowDataSerializationSchema key;
  private final TextKeys textKeys;
  private final JsonRowDataSerializationSchema value;

  FeatureMessage(String topic, FeatureLayout layout) {
    this.topic = topic;
    this.timeIndex = layout.timeIndex();
    this.key = json(layout.entityType());
    this.textKeys = new TextKeys(layout.rowType());
    this.value = json(textKeys.rowType());
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) throws Exception {
    key.open(context);
    value.open(context);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RowData row, KafkaSinkContext context, Long timestamp) {
    long time = row.getTimestamp(timeIndex, 3).getMillisecond();
    byte[] message = value.serialize(textKeys.apply(row));
    return new ProducerRecord<>(topic, null, Math.max(0, time), key.serialize(row), message);
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
