package io.tidemark.testing.faults.check;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.faults.load.TopicMessages;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads all messages of a feature topic as rows in the types of the table, in the order of each
 * partition; of transactions only the committed ones. {@link FeatureTopicCheck} compares them.
 */
public final class FeatureMessages {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Value of a feature that is newer than the message. */
  static final String ABSENT = "absent";

  private FeatureMessages() {}

  public static List<List<Object>> read(String servers, String topic, Schema schema)
      throws IOException {
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    TopicMessages.read(servers, topic, messages::add);
    List<List<Object>> rows = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      rows.add(row(message, schema));
    }
    return rows;
  }

  private static List<Object> row(ConsumerRecord<byte[], byte[]> message, Schema schema)
      throws IOException {
    JsonNode value = JSON.readTree(message.value());
    requirePartOf(value, JSON.readTree(message.key()));
    List<Object> row = new ArrayList<>();
    for (Types.NestedField column : schema.columns()) {
      row.add(column(value.get(column.name()), column.type()));
    }
    return row;
  }

  private static void requirePartOf(JsonNode value, JsonNode key) {
    for (Map.Entry<String, JsonNode> field : key.properties()) {
      if (!field.getValue().equals(value.get(field.getKey()))) {
        throw new IllegalStateException("key " + key + " is not that of " + value);
      }
    }
  }

  private static Object column(JsonNode value, Type type) {
    return value == null ? ABSENT : value(value, type);
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
      default -> throw new IllegalStateException("no feature of the shop is " + type);
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
