package io.tidemark.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stream: one kind of event, with its Kafka topic, the {@link StreamFormat} of its messages, its
 * columns, and the columns that identify and date an event.
 *
 * @param name snake_case name; also the name of its event table
 * @param doc what the events are, for the people who query them; empty if not given
 * @param topic Kafka topic
 * @param format of the messages
 * @param schema Avro schema of the messages as JSON, where their format is {@code avro}
 * @param columns at least the id and the time column
 * @param id name of the column (STRING, INT or BIGINT, NOT NULL) that identifies an event at its
 *     time
 * @param time name of the column (TIMESTAMP_LTZ(0..6), or BIGINT epoch milliseconds; NOT NULL) that
 *     dates it
 * @param outOfOrderness how far behind the newest event of its partition an event may come and
 *     still be on time
 * @param maxAhead how far an event's time may be after its Kafka timestamp before it is rejected
 * @param maxBehind how far an event's time may be before its Kafka timestamp before it is rejected;
 *     empty for any
 * @param idleAfter a partition without messages for this long (processing time) stops holding the
 *     watermark back
 * @param partitioning how the event table is partitioned
 * @param imports how files become its events, in file order
 */
public record StreamDefinition(
    String name,
    String doc,
    String topic,
    StreamFormat format,
    Optional<String> schema,
    List<ColumnDefinition> columns,
    String id,
    String time,
    Duration outOfOrderness,
    Duration maxAhead,
    Optional<Duration> maxBehind,
    Duration idleAfter,
    TimePartitioning partitioning,
    List<ImportDefinition> imports) {

  public StreamDefinition {
    columns = List.copyOf(columns);
    imports = List.copyOf(imports);
  }

  /** Position of the named column; a checked stream has it. */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("stream " + name + " has no column " + column);
  }

  /** The named column; a checked stream has it. */
  public ColumnDefinition column(String column) {
    return columns.get(indexOf(column));
  }
}
