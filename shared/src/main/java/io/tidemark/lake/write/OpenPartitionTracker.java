package io.tidemark.lake.write;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.RowDataWrapper;

/**
 * Set of partitions that a writer has had rows of since its files were last closed, for {@link
 * PartitionLimitedWriter}.
 */
final class OpenPartitionTracker {

  private final PartitionKey key;
  private final RowDataWrapper wrapper;
  private final Set<PartitionKey> seen = new HashSet<>();

  OpenPartitionTracker(Table table, RowType rowType) {
    this.key = new PartitionKey(table.spec(), table.schema());
    this.wrapper = new RowDataWrapper(rowType, table.schema().asStruct());
  }

  /** Whether no row of that partition has been seen since the last {@link #clear}. */
  boolean isNew(RowData row) {
    key.partition(wrapper.wrap(row));
    if (seen.contains(key)) {
      return false;
    }
    seen.add(key.copy());
    return true;
  }

  /** Number of partitions seen. */
  int count() {
    return seen.size();
  }

  void clear() {
    seen.clear();
  }
}
