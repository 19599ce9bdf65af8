package io.tidemark.ingestion.sink;

import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.decoder.EventDecoder;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.MessageSizeLimit;
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
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serializes a reject as a dead letter: key, value and headers as they came, then the original
 * timestamp and the error headers of Kafka Connect, as far as they apply (KIP-298). It is dated
 * when it is sent; dated by an old original timestamp, retention would delete it at once.
 *
 * <p>A letter that {@link MessageSizeLimit} does not admit goes without key, value and headers; if
 * that is too large still, it is not sent. The reject table has them either way.
 */
final class DeadLetterSerializationSchema
    implements KafkaRecordSerializationSchema<RowData>, KafkaDatasetFacetProvider {

  static final String PREFIX = "__connect.errors.";

  /** Header of a message that is too large: what is left out, and why. */
  static final String LEFT_OUT = "tidemark.dead-letter.left-out";

  /** Header: the timestamp of the message that was rejected, in epoch milliseconds. */
  static final String DATED = "tidemark.dead-letter.timestamp";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterSerializationSchema.class);
  private static final long serialVersionUID = 1L;
  private static final RowType TYPE = RejectLayout.table().rowType();
  private static final int STREAM = TYPE.getFieldIndex(RejectLayout.STREAM);
  private static final int REASON = TYPE.getFieldIndex(RejectLayout.REASON);
  private static final int DETAIL = TYPE.getFieldIndex(RejectLayout.DETAIL);
  private static final int TOPIC = TYPE.getFieldIndex(EventLayout.TOPIC);
  private static final int PARTITION = TYPE.getFieldIndex(EventLayout.PARTITION);
  private static final int OFFSET = TYPE.getFieldIndex(EventLayout.OFFSET);
  private static final int TIMESTAMP = TYPE.getFieldIndex(EventLayout.KAFKA_TIMESTAMP);
  private static final int KEY = TYPE.getFieldIndex(RejectLayout.KEY);
  private static final int VALUE = TYPE.getFieldIndex(RejectLayout.VALUE);
  private static final int HEADERS = TYPE.getFieldIndex(RejectLayout.HEADERS);

  private final String topic;
  private final String group;
  private final HashMap<String, String> kafka;

  private transient MessageSizeLimit limit;

  /**
   * @param group the job's consumer group: with the stream it names the connector
   * @param kafka the clients' properties
   */
  DeadLetterSerializationSchema(String topic, String group, Map<String, String> kafka) {
    this.topic = topic;
    this.group = group;
    this.kafka = new HashMap<>(kafka);
  }

  /**
   * Asks for the limit at every start, a restart after a failure among them: it may have changed.
   */
  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) {
    try (KafkaCluster cluster = KafkaCluster.connect(kafka)) {
      new DeadLetterTopic(topic, cluster).require();
      limit = MessageSizeLimit.of(cluster, topic, kafka);
    }
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RowData reject, KafkaSinkContext context, Long timestamp) {
    byte[] value = bytes(reject, VALUE);
    ProducerRecord<byte[], byte[]> whole = new ProducerRecord<>(topic, bytes(reject, KEY), value);
    addHeaders(whole, reject.getArray(HEADERS));
    addErrors(whole, reject);
    return limit.admits(whole) ? whole : withoutBytes(reject, value);
  }

  private ProducerRecord<byte[], byte[]> withoutBytes(RowData reject, byte[] value) {
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, null, null);
    addErrors(message, reject);
    add(
        message,
        LEFT_OUT,
        "key, headers and a value of %d bytes: more than the %d bytes that a message may have; see table %s"
            .formatted(value == null ? 0 : value.length, limit.bytes(), RejectLayout.NAME));
    return limit.admits(message) ? message : nothing(message);
  }

  private ProducerRecord<byte[], byte[]> nothing(ProducerRecord<byte[], byte[]> message) {
    LOG.warn(
        "Topic {} gets no dead letter: without its bytes it has {} still, and a message may have {};"
            + " table {} has the reject",
        topic,
        MessageSizeLimit.bytesOf(message),
        limit.bytes(),
        RejectLayout.NAME);
    return null;
  }

  private static void addHeaders(ProducerRecord<byte[], byte[]> message, ArrayData headers) {
    for (int i = 0; i < headers.size(); i++) {
      RowData header = headers.getRow(i, 2);
      message.headers().add(header.getString(0).toString(), bytes(header, 1));
    }
  }

  private void addErrors(ProducerRecord<byte[], byte[]> message, RowData reject) {
    String reason = reject.getString(REASON).toString();
    add(message, DATED, String.valueOf(reject.getTimestamp(TIMESTAMP, 3).getMillisecond()));
    add(message, PREFIX + "topic", reject.getString(TOPIC).toString());
    add(message, PREFIX + "partition", String.valueOf(reject.getInt(PARTITION)));
    add(message, PREFIX + "offset", String.valueOf(reject.getLong(OFFSET)));
    add(message, PREFIX + "connector.name", group + "-" + reject.getString(STREAM));
    add(message, PREFIX + "stage", "VALUE_CONVERTER");
    add(message, PREFIX + "class.name", EventDecoder.STAGE);
    add(message, PREFIX + "exception.class.name", EventDecoder.REJECTION);
    add(message, PREFIX + "exception.message", reason + ": " + reject.getString(DETAIL));
  }

  private static void add(ProducerRecord<byte[], byte[]> message, String header, String value) {
    message.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(RowData row, int index) {
    return row.isNullAt(index) ? null : row.getBinary(index);
  }

  /** Names the topic: without it, there are no transactions that outlive a restart. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
