package io.tidemark.event;

import io.tidemark.definition.StreamDefinition;
import java.io.Serializable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
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
  private final MessageFormat format;
  private final Acceptance acceptance;

  public EventDecoder(StreamDefinition stream) {
    MessageShape shape = new MessageShape(stream.columns());
    this.stream = stream.name();
    this.format = new JsonFormat(shape);
    this.acceptance = Acceptance.ofMessages(stream, shape);
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
    return acceptance.event(format.read(message.value()), message);
  }
}
