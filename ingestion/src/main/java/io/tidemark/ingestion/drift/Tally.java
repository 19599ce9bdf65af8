package io.tidemark.ingestion.drift;

import io.tidemark.event.UnknownField;
import java.util.Optional;

/** How often a field was seen, and as what. */
final class Tally {

  private final String path;
  private String example;
  private Optional<String> type;
  private long messages;

  Tally(UnknownField first) {
    this.path = first.path();
    this.example = first.value();
    this.type = first.type();
  }

  void add(UnknownField field) {
    messages++;
    if (example.equals("null")) {
      example = field.value();
      type = field.type();
    } else if (!field.value().equals("null")) {
      type = type.flatMap(a -> field.type().flatMap(b -> both(a, b)));
    }
  }

  private static Optional<String> both(String a, String b) {
    if (a.equals(b)) {
      return Optional.of(a);
    }
    if (isNumber(a) && isNumber(b)) {
      return Optional.of("DOUBLE");
    }
    return isText(a) && isText(b) ? Optional.of("STRING") : Optional.empty();
  }

  private static boolean isNumber(String type) {
    return type.equals("BIGINT") || type.equals("DOUBLE");
  }

  private static boolean isText(String type) {
    return type.equals("STRING") || type.equals("TIMESTAMP_LTZ(3)");
  }

  Drift.Field field() {
    return new Drift.Field(path, type, messages, example);
  }
}
