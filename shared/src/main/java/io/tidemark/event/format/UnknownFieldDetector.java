package io.tidemark.event.format;

import io.tidemark.definition.FieldPath;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.event.RejectedException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Detects the fields of JSON messages that no column of their stream reads, as {@link
 * UnknownField}s or their number. One that is an object counts as one, whatever it has; objects
 * inside of arrays are not looked into. {@link UnknownAvroFieldCounter} counts those of Avro alike.
 */
public final class UnknownFieldDetector implements Serializable {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, UnknownFieldDetector> known = new HashMap<>();

  UnknownFieldDetector(RowType type) {
    for (RowType.RowField field : type.getFields()) {
      known.put(field.getName(), nested(field.getType()));
    }
  }

  private static UnknownFieldDetector nested(LogicalType type) {
    return type instanceof RowType row ? new UnknownFieldDetector(row) : null;
  }

  /**
   * Creates a detector of the fields that the stream's columns do not read.
   *
   * @throws UserException if the stream's messages are of a format that it does not read
   */
  public static UnknownFieldDetector of(StreamDefinition stream) {
    return switch (stream.format()) {
      case JSON -> new UnknownFieldDetector(new MessageSchema(stream.columns()).rowType());
      case AVRO, AVRO_CONFLUENT -> throw notJson(stream);
    };
  }

  private static UserException notJson(StreamDefinition stream) {
    return new UserException(
        "stream " + stream.name(),
        "its messages are not JSON",
        "fields are looked for in JSON; those of Avro are in its schema",
        "--stream with one of format: json");
  }

  /** Finds the unknown fields of one message; none where it is not a JSON object. */
  public List<UnknownField> in(byte[] value) {
    List<UnknownField> found = new ArrayList<>();
    if (value != null) {
      try {
        visit(
            "",
            StrictJsonParser.parse(value),
            (path, node) -> found.add(UnknownField.of(path, node)));
      } catch (RejectedException e) {
        return List.of();
      }
    }
    return found;
  }

  /** Number of unknown fields of a message. */
  int count(JsonNode message) {
    int count = 0;
    for (Map.Entry<String, JsonNode> field : message.properties()) {
      if (!known.containsKey(field.getKey())) {
        count++;
      } else if (known.get(field.getKey()) != null) {
        count += known.get(field.getKey()).count(field.getValue());
      }
    }
    return count;
  }

  private void visit(String prefix, JsonNode message, BiConsumer<String, JsonNode> found) {
    for (Map.Entry<String, JsonNode> field : message.properties()) {
      String path = prefix + FieldPath.of(List.of(field.getKey()));
      if (!known.containsKey(field.getKey())) {
        found.accept(path, field.getValue());
      } else if (known.get(field.getKey()) != null) {
        known.get(field.getKey()).visit(path + ".", field.getValue(), found);
      }
    }
  }
}
