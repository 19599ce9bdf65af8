package io.tidemark.event.format;

import io.tidemark.event.RejectedException;
import org.apache.avro.Schema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Message format {@code avro}: binary Avro without a schema, written by the one in the pipeline
 * file. Read by {@link AvroReader}.
 */
final class AvroFormat implements MessageFormat {

  private static final long serialVersionUID = 1L;

  private final String schema;
  private final RowType shape;

  private transient AvroReader reader;

  AvroFormat(String schema, RowType shape) {
    this.schema = schema;
    this.shape = shape;
  }

  @Override
  public void open(Counter unknownFields) {
    reader = new AvroReader(new Schema.Parser().parse(schema), shape, unknownFields);
  }

  @Override
  public RowData read(byte[] value) throws RejectedException {
    return reader.read(value, 0);
  }
}
