package io.tidemark.event;

/**
 * Reason why a message could not become an event; thrown with a {@link RejectedException}, and a
 * column of {@link RejectLayout}.
 */
public enum RejectReason {
  /** The message has no value. */
  TOMBSTONE,
  /** The bytes are not one well-formed message of the stream's format. */
  MALFORMED,
  /** A value does not fit its column's type. */
  WRONG_TYPE,
  /** A NOT NULL column (id, time, entity or another) has no value. */
  MISSING_VALUE,
  /** A timestamp is outside of the years 1 to 9999. */
  TIME_OUT_OF_RANGE,
  /** The event's time is further after its Kafka timestamp than the stream allows. */
  TIME_AHEAD,
  /** The event's time is further before its Kafka timestamp than the stream allows. */
  TIME_BEHIND,
  /** An expression of an import fails for the record. */
  FAILED_EXPRESSION
}
