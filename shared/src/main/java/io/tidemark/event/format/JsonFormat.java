package io.tidemark.event.format;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.RowData;

/**
 * JSON objects, held to what {@link StrictJsonParser} and {@link JsonValueConverter} are strict
 * about.
 */
public final class JsonFormat implements MessageFormat {

  private static final long serialVersionUID = 1L;

  private final MessageSchema shape;
  private final UnknownFieldDetector unknown;

  private transient JsonRowConverter rows;
  private transient Counter unknownFields;

  /** Reads objects of that shape. */
  public JsonFormat(MessageSchema shape) {
    this.shape = shape;
    this.unknown = new UnknownFieldDetector(shape.rowType());
  }

  @Override
  public void open(Counter counter) {
    rows = new JsonRowConverter(shape);
    unknownFields = counter;
  }

  @Override
  public RowData read(byte[] value) throws RejectedException {
    return read(StrictJsonParser.parse(value));
  }

  /**
   * The same of what is parsed already.
   *
   * @throws RejectedException if it is no object of the shape
   */
  public RowData read(JsonNode node) throws RejectedException {
    if (!node.isObject()) {
      throw new RejectedException(RejectReason.MALFORMED, "not a JSON object");
    }
    unknownFields.inc(unknown.count(node));
    return rows.row(node);
  }
}
