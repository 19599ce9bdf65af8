package io.tidemark.event.decoder;

import io.tidemark.definition.SchemaRegistry;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import io.tidemark.event.format.MessageFormat;
import io.tidemark.event.format.MessageFormatFactory;
import io.tidemark.event.format.MessageSchema;
import io.tidemark.event.format.RejectDetailFormatter;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the messages of a stream to {@link DecodedMessage}s. A {@link MessageFormat} parses the
 * bytes, and {@link EventRowConverter} decides whether they are an event. It fails only if it needs
 * a schema that it cannot get.
 */
public final class EventDecoder implements Serializable {

  /** Name of the exception that a reject stands for, as Kafka Connect's dead letters name one. */
  public static final String REJECTION = RejectedException.class.getName();

  /**
   * Name of the stage that rejects, in the same dead letters. Consumers know it, so it stays
   * whatever this class is called.
   */
  public static final String STAGE = "io.tidemark.event.EventDecoder";

  private static final long serialVersionUID = 1L;

  private final String stream;
  private final MessageFormat format;
  private final EventRowConverter converter;

  /**
   * @param registry where the schemas are, if the stream's messages have them there
   * @throws io.tidemark.definition.UserException if they are, and it is empty
   */
  public EventDecoder(StreamDefinition stream, Optional<SchemaRegistry> registry) {
    MessageSchema schema = new MessageSchema(stream.columns());
    this.stream = stream.name();
    this.format = MessageFormatFactory.create(stream, schema, registry);
    this.converter = EventRowConverter.ofMessages(stream, schema);
  }

  /**
   * Opens the decoder; called once, in the task, before the first message.
   *
   * @param unknownFields counts fields of messages that no column reads
   */
  public void open(Counter unknownFields) throws Exception {
    format.open(unknownFields);
  }

  /** Decodes a message to its event row or its reject row. */
  public DecodedMessage decode(ConsumerRecord<byte[], byte[]> message) {
    MessagePosition position = MessagePosition.of(message);
    try {
      return new DecodedMessage.Accepted(event(message), position);
    } catch (RejectedException e) {
      return new DecodedMessage.Rejected(RejectLayout.row(stream, message, e), position);
    }
  }

  /**
   * Parses a value. A message that nobody has thought of must not stop the job, so whatever its
   * parser throws is a reject; a registry that is away ({@link UncheckedIOException}) does stop it.
   */
  private RowData read(byte[] value) throws RejectedException {
    try {
      return format.read(value);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new RejectedException(
          RejectReason.MALFORMED,
          "it cannot be read: "
              + e.getClass().getSimpleName()
              + ": "
              + RejectDetailFormatter.firstLine(e));
    }
  }

  private RowData event(ConsumerRecord<byte[], byte[]> message) throws RejectedException {
    if (message.value() == null) {
      throw new RejectedException(RejectReason.TOMBSTONE, "the message has no value");
    }
    return converter.event(read(message.value()), message);
  }
}
