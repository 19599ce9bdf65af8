package io.tidemark.event.decoder;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Reads the value of one column from a parsed message: refuses a missing one where the column is
 * NOT NULL, and has its timestamps cut by {@link TimestampNormalizer}.
 */
public final class ColumnReader implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final LogicalType type;
  private final int[] positions;
  private final boolean holdsTimestamps;
  private final RowData.FieldGetter getter;

  /**
   * @param positions way to the value from the outermost row
   */
  public ColumnReader(ColumnDefinition column, int[] positions) {
    this.name = column.name();
    this.type = column.type();
    this.positions = positions;
    this.holdsTimestamps = TimestampNormalizer.contains(type);
    this.getter = RowData.createFieldGetter(type.copy(true), positions[positions.length - 1]);
  }

  /**
   * Reads the value in Flink's internal form; null where it is missing.
   *
   * @throws RejectedException if the column is NOT NULL and it is, or it is out of range
   */
  public Object read(RowData message) throws RejectedException {
    RowData holder = NestedRows.innermost(message, positions);
    Object value = holder == null ? null : getter.getFieldOrNull(holder);
    if (value == null && !type.isNullable()) {
      throw new RejectedException(RejectReason.MISSING_VALUE, "column " + name + " has no value");
    }
    return holdsTimestamps ? TimestampNormalizer.cut(value, type) : value;
  }
}
