package io.tidemark.event.decoder;

import org.apache.flink.table.data.RowData;

/** Navigation in nested rows, for {@link ColumnReader}. */
final class NestedRows {

  private NestedRows() {}

  /** The row that holds the last position, or null if one on the way is NULL. */
  static RowData innermost(RowData row, int[] positions) {
    RowData inner = row;
    for (int i = 0; i < positions.length - 1 && inner != null; i++) {
      inner = inner.isNullAt(positions[i]) ? null : inner.getRow(positions[i], 0);
    }
    return inner;
  }
}
