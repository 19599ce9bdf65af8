package io.tidemark.endtoend;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All messages of a feature topic as rows in the types of the table, in the order of each
 * partition; those of transactions only if these are committed.
 */
final class FeatureMessages {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private FeatureMessages() {}

  static List<List<Object>> read(String servers, String topic, Schema schema) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
          rows.add(row(message, schema));
        }
      }
    }
    return rows;
  }

  private static List<Object> row(ConsumerRecord<byte[], byte[]> message, Schema schema)
      throws IOException {
    JsonNode value = JSON.readTree(message.value());
    requirePartOf(value, JSON.readTree(message.key()));
    List<Object> row = new ArrayList<>();
    for (Types.NestedField column : schema.columns()) {
      row.add(value(value.required(column.name()), column.type()));
    }
    return row;
  }

  private static void requirePartOf(JsonNode value, JsonNode key) {
    for (Map.Entry<String, JsonNode> field : key.properties()) {
      if (!field.getValue().equals(value.get(field.getKey()))) {
        throw new AssertionError("key " + key + " is not that of " + value);
      }
    }
  }

  private static Object value(JsonNode value, Type type) {
    if (value.isNull()) {
      return null;
    }
    return switch (type.typeId()) {
      case INTEGER -> value.intValue();
      case LONG -> value.longValue();
      case DOUBLE -> value.doubleValue();
      case BOOLEAN -> value.booleanValue();
      case STRING -> value.textValue();
      case DECIMAL -> value.decimalValue().setScale(((Types.DecimalType) type).scale());
      case TIMESTAMP -> OffsetDateTime.parse(value.textValue());
      case LIST -> list(value, type.asListType().elementType());
      case MAP -> map(value, type.asMapType());
      default -> throw new AssertionError("no feature of the shop is " + type);
    };
  }

  private static List<Object> list(JsonNode values, Type type) {
    List<Object> list = new ArrayList<>();
    values.forEach(value -> list.add(value(value, type)));
    return list;
  }

  private static Map<Object, Object> map(JsonNode values, Types.MapType type) {
    Map<Object, Object> map = new HashMap<>();
    values.properties().forEach(e -> map.put(e.getKey(), value(e.getValue(), type.valueType())));
    return map;
  }
}
