package io.tidemark.event.decoder;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.draft.DurationFormat;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import io.tidemark.event.format.MessageSchema;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Converts a parsed message to the row of an event ({@link EventLayout}), or rejects it: the place
 * where it is decided what an event is, for messages and imported records alike. Columns are read
 * by {@link ColumnReader} and {@link HeaderReader}.
 */
public final class EventRowConverter implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Value[] columns;
  private final Duration maxAhead;
  private final Duration maxBehind; // null for any
  private final boolean refusesSeconds;
  private final int arity;
  private final int declaredTime;
  private final boolean timeIsMillis;
  private final int eventTime;

  /** Reader of a column's value, from the parsed message or from its headers. */
  @FunctionalInterface
  private interface Value extends Serializable {
    Object read(RowData parsed, ConsumerRecord<?, ?> message) throws RejectedException;
  }

  private EventRowConverter(
      StreamDefinition stream, Value[] columns, Optional<Duration> maxBehind) {
    EventLayout layout = new EventLayout(stream);
    this.columns = columns;
    this.maxAhead = stream.maxAhead();
    this.maxBehind = maxBehind.orElse(null);
    this.arity = layout.rowType().getFieldCount();
    this.declaredTime = stream.indexOf(stream.time());
    this.timeIsMillis = stream.column(stream.time()).type().is(LogicalTypeRoot.BIGINT);
    this.refusesSeconds = timeIsMillis && stream.maxBehind().isPresent();
    this.eventTime = layout.timeIndex();
  }

  /** Converter of messages that were parsed by the stream's schema. */
  static EventRowConverter ofMessages(StreamDefinition stream, MessageSchema schema) {
    Value[] columns =
        stream.columns().stream()
            .map(c -> c.isHeader() ? header(c) : value(c, schema.positions(c)))
            .toArray(Value[]::new);
    return new EventRowConverter(stream, columns, stream.maxBehind());
  }

  private static Value value(ColumnDefinition column, int... positions) {
    ColumnReader reader = new ColumnReader(column, positions);
    return (parsed, message) -> reader.read(parsed);
  }

  private static Value header(ColumnDefinition column) {
    HeaderReader reader = new HeaderReader(column);
    return (parsed, message) -> reader.read(message.headers());
  }

  /**
   * Converter of imported records, whose rows begin with the stream's columns. They are history:
   * how long before their arrival they happened says nothing, so {@code max_behind} does not apply,
   * unless their times look like seconds.
   */
  public static EventRowConverter ofHistory(StreamDefinition stream) {
    Value[] columns = new Value[stream.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = value(stream.columns().get(i), i);
    }
    return new EventRowConverter(stream, columns, Optional.empty());
  }

  /**
   * Converts a parsed message to the row of its event, with its coordinates.
   *
   * @param parsed the message's value
   * @param message where it comes from
   * @throws RejectedException if it is none
   */
  public RowData event(RowData parsed, ConsumerRecord<?, ?> message) throws RejectedException {
    GenericRowData event = new GenericRowData(arity);
    for (int i = 0; i < columns.length; i++) {
      event.setField(i, columns[i].read(parsed, message));
    }
    event.setField(eventTime, TimestampData.fromEpochMillis(eventTime(event, message)));
    setCoordinates(event, message);
    return event;
  }

  private long eventTime(GenericRowData event, ConsumerRecord<?, ?> message)
      throws RejectedException {
    long time =
        timeIsMillis
            ? TimestampNormalizer.checked((Long) event.getField(declaredTime))
            : ((TimestampData) event.getField(declaredTime)).getMillisecond();
    if (refusesSeconds) {
      EpochSecondsCheck.refuse(time, message.timestamp());
    }
    checkDistance(time, message.timestamp());
    return time;
  }

  private void checkDistance(long time, long sent) throws RejectedException {
    if (time - maxAhead.toMillis() > sent) {
      throw tooFar(RejectReason.TIME_AHEAD, time, maxAhead, "after", sent);
    }
    if (maxBehind != null && sent - maxBehind.toMillis() > time) {
      throw tooFar(RejectReason.TIME_BEHIND, time, maxBehind, "before", sent);
    }
  }

  private static RejectedException tooFar(
      RejectReason reason, long time, Duration most, String side, long sent) {
    return new RejectedException(
        reason,
        "event time %s is more than %s %s the message's timestamp %s"
            .formatted(
                TimestampNormalizer.show(time),
                DurationFormat.show(most),
                side,
                TimestampNormalizer.show(sent)));
  }

  private void setCoordinates(GenericRowData event, ConsumerRecord<?, ?> message) {
    event.setField(arity - 4, StringData.fromString(message.topic()));
    event.setField(arity - 3, message.partition());
    event.setField(arity - 2, message.offset());
    event.setField(arity - 1, TimestampData.fromEpochMillis(message.timestamp()));
  }
}
