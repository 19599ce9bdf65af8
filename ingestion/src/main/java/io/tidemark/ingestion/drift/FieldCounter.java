package io.tidemark.ingestion.drift;

import io.tidemark.event.format.UnknownField;
import java.util.List;
import java.util.Optional;

/**
 * Counts the messages that have a field, and widens its type to one that takes all values seen; one
 * field of a {@link DriftReport}.
 */
final class FieldCounter {

  private static final String STRING = "STRING";

  /** Each takes the values of those before it; a STRING takes anything, as it is written. */
  private static final List<String> NUMBERS = List.of("BIGINT", "DECIMAL(38, 0)", "DOUBLE", STRING);

  private final String path;
  private String example;
  private Optional<String> type;
  private long messages;

  FieldCounter(UnknownField first) {
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
    return NUMBERS.contains(a) && NUMBERS.contains(b)
        ? Optional.of(NUMBERS.get(Math.max(NUMBERS.indexOf(a), NUMBERS.indexOf(b))))
        : Optional.of(STRING);
  }

  DriftReport.Field field() {
    return new DriftReport.Field(path, type, messages, example);
  }
}
