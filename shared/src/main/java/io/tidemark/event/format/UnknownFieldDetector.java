package io.tidemark.event.format;

import io.tidemark.definition.FieldPath;
import io.tidemark.definition.StreamDefinition;
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
 * Detects the fields of messages that no column of their stream reads, as {@link UnknownField}s or
 * their number. One that is an object counts as one, whatever it has; objects inside of arrays are
 * not looked into.
 */
public final class UnknownFieldDetector implements Serializable {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, UnknownFieldDetector> known = new HashMap<>();

  /** Creates a detector of the fields that the stream's columns do not read. */
  public UnknownFieldDetector(StreamDefinition stream) {
    this(new MessageSchema(stream.columns()).rowType());
  }

  UnknownFieldDetector(RowType type) {
    for (RowType.RowField field : type.getFields()) {
      known.put(field.getName(), of(field.getType()));
    }
  }

  private static UnknownFieldDetector of(LogicalType type) {
    return type instanceof RowType row ? new UnknownFieldDetector(row) : null;
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
