package io.tidemark.event;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/**
 * A field of a message that no column of its stream reads.
 *
 * @param path names from the outermost object on, with dots between
 * @param type of a column that could read it; empty for objects, arrays and null
 * @param value as JSON, shortened if it is long
 */
public record UnknownField(String path, Optional<String> type, String value) {

  static UnknownField of(String path, JsonNode node) {
    return new UnknownField(path, type(node), JsonFormat.shorten(node.toString()));
  }

  private static Optional<String> type(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> Optional.of("BOOLEAN");
      case NUMBER -> Optional.of(node.canConvertToExactIntegral() ? "BIGINT" : "DOUBLE");
      case STRING -> Optional.of(isInstant(node.textValue()) ? "TIMESTAMP_LTZ(3)" : "STRING");
      default -> Optional.empty();
    };
  }

  private static boolean isInstant(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
