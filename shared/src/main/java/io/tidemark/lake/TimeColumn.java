package io.tidemark.lake;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Position and precision of the timestamp column that dates the rows of a {@link TableLayout}.
 *
 * @param index position of the column
 * @param precision precision of its type
 */
public record TimeColumn(int index, int precision) implements Serializable {

  /** For rows whose time is of no interest: always 0. */
  public static final TimeColumn NONE = new TimeColumn(-1, 0);

  public static TimeColumn of(TableLayout layout, String column) {
    for (int i = 0; i < layout.columns().size(); i++) {
      if (layout.columns().get(i).name().equals(column)) {
        LogicalType type = layout.columns().get(i).type();
        return new TimeColumn(i, LogicalTypeChecks.getPrecision(type));
      }
    }
    throw new IllegalArgumentException("table " + layout.name() + " has no column " + column);
  }

  /** Milliseconds since the epoch, UTC; what is finer is cut off. */
  public long millis(RowData row) {
    return index < 0 ? 0 : row.getTimestamp(index, precision).getMillisecond();
  }
}
