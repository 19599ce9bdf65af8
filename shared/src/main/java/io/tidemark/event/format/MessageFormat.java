package io.tidemark.event.format;

import io.tidemark.event.RejectedException;
import java.io.Serializable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;

/** Reads messages of one format into rows of a {@link MessageSchema}. */
public interface MessageFormat extends Serializable {

  /**
   * Called once before the first message.
   *
   * @param unknownFields counts fields of messages that the shape does not have
   */
  void open(Counter unknownFields) throws Exception;

  /**
   * The message as a row.
   *
   * @param value the message's bytes, not null
   * @throws RejectedException if they are not one message of this format and shape
   */
  RowData read(byte[] value) throws RejectedException;
}
