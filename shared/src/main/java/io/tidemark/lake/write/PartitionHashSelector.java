package io.tidemark.lake.write;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.RowDataWrapper;

/**
 * Extracts the hash of a row's partition, by which rows of one partition all go to one writer of
 * {@link SortedStagingWriter}.
 */
final class PartitionHashSelector implements KeySelector<RowData, Integer> {

  private static final long serialVersionUID = 1L;

  private final Table table;
  private final RowType rowType;
  private final PartitionSpec groups;

  private transient RowDataWrapper wrapper;
  private transient PartitionKey group;

  /**
   * @param table serializable
   */
  PartitionHashSelector(Table table, RowType rowType, PartitionSpec groups) {
    this.table = table;
    this.rowType = rowType;
    this.groups = groups;
  }

  @Override
  public Integer getKey(RowData row) {
    return of(row).hashCode();
  }

  /** The group itself; another row's takes its place. */
  PartitionKey of(RowData row) {
    RowDataWrapper wrapped = wrapped(row);
    group.partition(wrapped);
    return group;
  }

  /** The row as Iceberg reads it; another row's takes its place. */
  RowDataWrapper wrapped(RowData row) {
    if (wrapper == null) {
      wrapper = new RowDataWrapper(rowType, table.schema().asStruct());
      group = new PartitionKey(groups, table.schema());
    }
    return wrapper.wrap(row);
  }
}
