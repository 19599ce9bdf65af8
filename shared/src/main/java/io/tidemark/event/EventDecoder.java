package io.tidemark.event;

import io.tidemark.definition.Column;
import io.tidemark.definition.Durations;
import io.tidemark.definition.StreamDefinition;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns each message of a stream into an event row (left) or a reject row (right); it never fails.
 */
public final class EventDecoder implements Serializable {

  /** Name of the exception that a reject stands for, as Kafka Connect's dead letters name one. */
  public static final String REJECTION = RejectedException.class.getName();

  private static final long serialVersionUID = 1L;

  private final String stream;
  private final Duration maxAhead;
  private final Duration maxBehind; // null for any
  private final MessageFormat format;
  private final ColumnReader[] columns;
  private final int arity;
  private final int declaredTime;
  private final boolean timeIsMillis;
  private final int eventTime;

  public EventDecoder(StreamDefinition stream) {
    EventLayout layout = new EventLayout(stream);
    MessageShape shape = new MessageShape(stream.columns());
    this.stream = stream.name();
    this.maxAhead = stream.maxAhead();
    this.maxBehind = stream.maxBehind().orElse(null);
    this.format = new JsonFormat(shape);
    this.columns =
        stream.columns().stream()
            .map(c -> new ColumnReader(c, shape.positions(c)))
            .toArray(ColumnReader[]::new);
    this.arity = layout.rowType().getFieldCount();
    this.declaredTime = stream.indexOf(stream.time());
    this.timeIsMillis = isMillis(stream.column(stream.time()));
    this.eventTime = layout.timeIndex();
  }

  /**
   * Called once before the first message.
   *
   * @param unknownFields counts fields of messages that no column reads
   */
  public void open(Counter unknownFields) throws Exception {
    format.open(unknownFields);
  }

  /** The event or the reject of that message. */
  public Either<RowData, RowData> decode(ConsumerRecord<byte[], byte[]> message) {
    try {
      return Either.Left(event(message));
    } catch (RejectedException e) {
      return Either.Right(RejectLayout.row(stream, message, e));
    }
  }

  private RowData event(ConsumerRecord<byte[], byte[]> message) throws RejectedException {
    if (message.value() == null) {
      throw new RejectedException(RejectReason.TOMBSTONE, "the message has no value");
    }
    RowData parsed = format.read(message.value());
    GenericRowData event = new GenericRowData(arity);
    for (int i = 0; i < columns.length; i++) {
      event.setField(i, columns[i].read(parsed));
    }
    event.setField(eventTime, TimestampData.fromEpochMillis(eventTime(event, message)));
    setCoordinates(event, message);
    return event;
  }

  private long eventTime(GenericRowData event, ConsumerRecord<byte[], byte[]> message)
      throws RejectedException {
    long time =
        timeIsMillis
            ? Timestamps.checked((Long) event.getField(declaredTime))
            : ((TimestampData) event.getField(declaredTime)).getMillisecond();
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
            .formatted(Timestamps.show(time), Durations.show(most), side, Timestamps.show(sent)));
  }

  private void setCoordinates(GenericRowData event, ConsumerRecord<byte[], byte[]> message) {
    event.setField(arity - 4, StringData.fromString(message.topic()));
    event.setField(arity - 3, message.partition());
    event.setField(arity - 2, message.offset());
    event.setField(arity - 1, TimestampData.fromEpochMillis(message.timestamp()));
  }

  private static boolean isMillis(Column time) {
    return time.type().getTypeRoot() == LogicalTypeRoot.BIGINT;
  }
}
