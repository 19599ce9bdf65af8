package io.tidemark.event.format;

import io.tidemark.definition.SchemaRegistry;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.shaded.guava33.com.google.common.base.Ticker;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Message format {@code avro-confluent}, as Confluent's serializers write it: a zero, the id of the
 * schema in four bytes, the record. {@link RegistrySchemaProvider} is asked once a schema; ids of
 * unusable ones are in {@link RefusedSchemaCache}.
 *
 * <p>Flink's format for it needs a client that is not in the public repository of everything else.
 */
final class ConfluentAvroFormat implements MessageFormat {

  private static final long serialVersionUID = 1L;
  private static final int RECORD = 5;

  private final String url;
  private final String username; // null for none
  private final String password;
  private final RowType shape;

  private transient RegistrySchemaProvider lookup;
  private transient Map<Integer, AvroReader> readers;
  private transient RefusedSchemaCache refused;
  private transient Counter unknownFields;

  ConfluentAvroFormat(SchemaRegistry registry, RowType shape) {
    this.url = registry.url();
    this.username = registry.username().orElse(null);
    this.password = registry.password().orElse("");
    this.shape = shape;
  }

  @Override
  public void open(Counter counter) {
    unknownFields = counter;
    lookup = new RegistrySchemaProvider(new RegistryClient(url, username, password));
    readers = new HashMap<>();
    refused = new RefusedSchemaCache(Ticker.systemTicker());
  }

  @Override
  public RowData read(byte[] value) throws RejectedException {
    if (value.length < RECORD || value[0] != 0) {
      throw new RejectedException(
          RejectReason.MALFORMED, "it does not begin with a zero and the number of a schema");
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    AvroReader reader = readers.get(id);
    if (reader == null) {
      reader = found(id);
      readers.put(id, reader);
    }
    return reader.read(value, RECORD);
  }

  private AvroReader found(int id) throws RejectedException {
    refused.check(id);
    try {
      return reader(id, lookup.schema(id));
    } catch (RejectedException e) {
      refused.add(id, e);
      throw e;
    }
  }

  private AvroReader reader(int id, Schema schema) throws RejectedException {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new RejectedException(
          RejectReason.MALFORMED,
          "the registry's schema " + id + " is of " + schema.getType().getName());
    }
    try {
      return new AvroReader(schema, shape, unknownFields);
    } catch (RuntimeException | StackOverflowError e) {
      throw new RejectedException(
          RejectReason.MALFORMED,
          "the registry's schema " + id + " cannot be used: " + RejectDetailFormatter.firstLine(e));
    }
  }
}
