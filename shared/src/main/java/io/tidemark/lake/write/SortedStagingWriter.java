package io.tidemark.lake.write;

import io.tidemark.lake.TimeColumn;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.operators.Order;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;

/**
 * Writes rows to data files in their table's sort order without committing them, in BATCH mode.
 * Rows are partitioned by {@link PartitionHashSelector} and sorted on disk by {@link
 * SortKeySelector}, so that {@link StagingOperator} has one file open at a time.
 *
 * @param rowType of the table's rows, all columns
 * @param time where a row has its time
 * @param groups what no two of share a file: the table's partitions, or finer
 * @param uid uid and name of the writers
 */
record SortedStagingWriter(RowType rowType, TimeColumn time, PartitionSpec groups, String uid) {

  private static final String SORT_UID = "-sort";

  /** One element a file; the table stays as it is. */
  DataStream<StagedFile> write(Table table, DataStream<RowData> rows) {
    Table writable = SerializableTable.copyOf(table);
    int writers = rows.getExecutionEnvironment().getParallelism();
    PartitionHashSelector group = new PartitionHashSelector(writable, rowType, groups);
    DataStream<RowData> sorted =
        rows.partitionCustom(new ByNumber(), group)
            .fullWindowPartition()
            .sortPartition(new SortKeySelector(writable, group), Order.ASCENDING)
            .name(uid + SORT_UID)
            .uid(uid + SORT_UID)
            .setParallelism(writers); // else that of the operator before it
    return StagingOperator.attach(sorted, new StagingOperator(writable, rowType, time, group), uid);
  }

  private record ByNumber() implements Partitioner<Integer> {
    @Override
    public int partition(Integer group, int writers) {
      return Math.floorMod(group, writers);
    }
  }
}
