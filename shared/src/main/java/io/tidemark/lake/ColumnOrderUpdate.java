package io.tidemark.lake;

import java.util.List;
import org.apache.iceberg.UpdateSchema;

/**
 * Moves the columns of a {@link TableLayout} to the front of a schema, in the layout's order: rows
 * are written by position.
 */
final class ColumnOrderUpdate {

  private ColumnOrderUpdate() {}

  static void arrange(UpdateSchema columns, TableLayout layout) {
    List<String> names = layout.columns().stream().map(TableLayout.LayoutColumn::name).toList();
    columns.moveFirst(names.get(0));
    for (int i = 1; i < names.size(); i++) {
      columns.moveAfter(names.get(i), names.get(i - 1));
    }
  }
}
