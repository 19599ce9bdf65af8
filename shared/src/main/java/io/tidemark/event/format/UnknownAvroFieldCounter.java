package io.tidemark.event.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.flink.table.types.logical.RowType;

/**
 * Counts the fields of Avro records that no column of their stream reads, as {@link
 * UnknownFieldDetector} counts those of JSON objects: in the records that columns reach into, where
 * they are there; not in arrays.
 */
final class UnknownAvroFieldCounter {

  private final int own;
  private final List<Nested> nested = new ArrayList<>();

  private record Nested(int position, UnknownAvroFieldCounter fields) {}

  /**
   * @param written schema of the records
   * @param shape of the rows that are made of them
   */
  UnknownAvroFieldCounter(Schema written, RowType shape) {
    int unknown = 0;
    for (Schema.Field field : written.getFields()) {
      int column = shape.getFieldIndex(field.name());
      if (column < 0) {
        unknown++;
      } else if (shape.getTypeAt(column) instanceof RowType inner) {
        addNested(field, inner);
      }
    }
    this.own = unknown;
  }

  /** Another type than a record's is no row, and {@link AvroRowConverter} refuses it. */
  private void addNested(Schema.Field field, RowType shape) {
    Schema written = AvroRowConverter.valueSchema(field.schema());
    if (written.getType() == Schema.Type.RECORD) {
      nested.add(new Nested(field.pos(), new UnknownAvroFieldCounter(written, shape)));
    }
  }

  /** Number of unknown fields of a record; none where it is null. */
  int count(IndexedRecord record) {
    if (record == null) {
      return 0;
    }
    int count = own;
    for (Nested inner : nested) {
      count += inner.fields.count((IndexedRecord) record.get(inner.position));
    }
    return count;
  }
}
