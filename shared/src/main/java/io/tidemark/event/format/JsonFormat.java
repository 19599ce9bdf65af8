package io.tidemark.event.format;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.RowData;

/**
 * Message format {@code json}: one JSON object a message. {@link StrictJsonParser} parses it,
 * {@link JsonRowConverter} converts it.
 */
public final class JsonFormat implements MessageFormat {

  private static final long serialVersionUID = 1L;

  private final MessageSchema schema;
  private final UnknownFieldDetector unknown;

  private transient JsonRowConverter rows;
  private transient Counter unknownFields;

  /** Creates a format for objects of that schema; to be opened before it reads. */
  public JsonFormat(MessageSchema schema) {
    this.schema = schema;
    this.unknown = new UnknownFieldDetector(schema.rowType());
  }

  @Override
  public void open(Counter counter) {
    rows = new JsonRowConverter(schema);
    unknownFields = counter;
  }

  @Override
  public RowData read(byte[] value) throws RejectedException {
    return read(StrictJsonParser.parse(value));
  }

  /**
   * Reads a message that is parsed already.
   *
   * @throws RejectedException if it is no object of the schema
   */
  public RowData read(JsonNode node) throws RejectedException {
    if (!node.isObject()) {
      throw new RejectedException(RejectReason.MALFORMED, "not a JSON object");
    }
    RowData row = rows.row(node);
    unknownFields.inc(unknown.count(node));
    return row;
  }
}
