package io.tidemark.event.format;

import io.tidemark.event.RejectedException;
import java.io.Serializable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;

/**
 * Message format: reads the bytes of messages into rows of a {@link MessageSchema}. {@link
 * MessageFormatFactory} creates the one of a stream.
 */
public interface MessageFormat extends Serializable {

  /**
   * Opens the format; called once, in the task, before the first message.
   *
   * @param unknownFields counts fields that the schema does not have, of messages that become rows;
   *     in objects that the schema has, too, but not in arrays
   */
  void open(Counter unknownFields) throws Exception;

  /**
   * Reads a message into a row.
   *
   * @param value the message's bytes, not null
   * @throws RejectedException if they are not one message of this format and schema
   */
  RowData read(byte[] value) throws RejectedException;
}
