package io.tidemark.lake;

import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.RowDataWrapper;

/** Where a row belongs among sorted files: by its group, then by the table's sort order. */
final class RowPlace implements KeySelector<RowData, String> {

  private static final long serialVersionUID = 1L;

  private final Table table;
  private final RowType rowType;
  private final PartitionSpec groups;

  private transient RowDataWrapper wrapper;
  private transient PartitionKey group;
  private transient SortKey order;
  private transient List<SortField> fields;
  private transient OrderedBytes bytes;

  /**
   * @param table serializable
   * @param rowType of its rows
   * @param groups what no two of share a file
   */
  RowPlace(Table table, RowType rowType, PartitionSpec groups) {
    this.table = table;
    this.rowType = rowType;
    this.groups = groups;
  }

  @Override
  public String getKey(RowData row) {
    open();
    wrapper.wrap(row);
    group.partition(wrapper);
    order.wrap(wrapper);
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
    if (wrapper == null) {
      wrapper = new RowDataWrapper(rowType, table.schema().asStruct());
      group = new PartitionKey(groups, table.schema());
      order = new SortKey(table.schema(), table.sortOrder());
      fields = table.sortOrder().fields();
      bytes = new OrderedBytes();
    }
  }
}
