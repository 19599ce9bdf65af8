package io.tidemark.event;

import org.apache.flink.metrics.Counter;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.RowData;

/** JSON objects, held to what {@link JsonTree} and {@link JsonValues} are strict about. */
public final class JsonFormat implements MessageFormat {

  private static final long serialVersionUID = 1L;

  private final MessageShape shape;
  private final UnknownFields unknown;

  private transient JsonShape rows;
  private transient Counter unknownFields;

  /** Reads objects of that shape. */
  public JsonFormat(MessageShape shape) {
    this.shape = shape;
    this.unknown = new UnknownFields(shape.rowType());
  }

  @Override
  public void open(Counter counter) {
    rows = new JsonShape(shape);
    unknownFields = counter;
  }

  @Override
  public RowData read(byte[] value) throws RejectedException {
    return read(JsonTree.parse(value));
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
