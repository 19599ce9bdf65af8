package io.tidemark.event;

/**
 * Reason why a message could not become an event; thrown with a {@link RejectedException}, and a
 * column of {@link RejectLayout}.
 */
public enum RejectReason {
  TOMBSTONE("the message has no value"),
  MALFORMED(
      "not one JSON object in UTF-8, or a key given twice; not one Avro record of its schema, or"
          + " the registry has no such schema"),
  WRONG_TYPE("a value does not fit its column"),
  MISSING_VALUE("a NOT NULL column has no value"),
  TIME_OUT_OF_RANGE("a date or timestamp outside of the years 1 to 9999"),
  TIME_AHEAD("further ahead of its Kafka timestamp than `max_ahead`"),
  TIME_BEHIND(
      "further behind its Kafka timestamp than `max_behind`; or a time that looks like seconds"
          + " where milliseconds are asked for"),
  FAILED_EXPRESSION("of an imported record: an expression of the import fails");

  private final String meaning;

  RejectReason(String meaning) {
    this.meaning = meaning;
  }

  /** Description in Markdown, of which {@code docs/reference/tables-and-topics.md} is made. */
  public String meaning() {
    return meaning;
  }
}
