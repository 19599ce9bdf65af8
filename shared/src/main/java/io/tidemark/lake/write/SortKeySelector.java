package io.tidemark.lake.write;

import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortKey;
import org.apache.iceberg.Table;

/**
 * Extracts the sort key of a row: its partition, then the columns of the table's sort order,
 * encoded by {@link SortKeyEncoder} so that Flink compares plain bytes.
 */
final class SortKeySelector implements KeySelector<RowData, String> {

  private static final long serialVersionUID = 1L;

  private final Table table;
  private final PartitionHashSelector groups;

  private transient SortKey order;
  private transient List<SortField> fields;
  private transient SortKeyEncoder bytes;

  /**
   * @param table serializable
   * @param groups what no two of share a file
   */
  SortKeySelector(Table table, PartitionHashSelector groups) {
    this.table = table;
    this.groups = groups;
  }

  @Override
  public String getKey(RowData row) {
    open();
    PartitionKey group = groups.of(row);
    order.wrap(groups.wrapped(row));
    bytes.clear();
    for (int i = 0; i < group.size(); i++) {
      bytes.add(group.get(i, Object.class), SortDirection.ASC, NullOrder.NULLS_FIRST);
    }
    for (int i = 0; i < order.size(); i++) {
      SortField field = fields.get(i);
      bytes.add(order.get(i, Object.class), field.direction(), field.nullOrder());
    }
    return bytes.text();
  }

  private void open() {
    if (order == null) {
      order = new SortKey(table.schema(), table.sortOrder());
      fields = table.sortOrder().fields();
      bytes = new SortKeyEncoder();
    }
  }
}
