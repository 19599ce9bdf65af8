package io.tidemark.backfill.maintenance;

import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.iceberg.BaseCombinedScanTask;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.flink.source.DataIterator;
import org.apache.iceberg.flink.source.RowDataFileScanTaskReader;
import org.apache.iceberg.util.SerializationUtil;

/**
 * Reads the rows of a data file, all columns, without those that delete files hide, for {@link
 * RewriteJob}. The rows are the reader's own objects, which it reuses.
 */
final class DataFileReadFunction extends RichFlatMapFunction<byte[], RowData> {

  /** Accumulator of the rows. */
  static final String ROWS = "rows-read";

  private static final long serialVersionUID = 1L;

  private final Table table;
  private transient LongCounter rows;

  DataFileReadFunction(Table table) {
    this.table = SerializableTable.copyOf(table);
  }

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getLongCounter(ROWS);
  }

  @Override
  public void flatMap(byte[] serializedTask, Collector<RowData> out) throws Exception {
    FileScanTask task = SerializationUtil.deserializeFromBytes(serializedTask);
    try (DataIterator<RowData> iterator =
        new DataIterator<>(
            reader(), new BaseCombinedScanTask(task), table.io(), table.encryption())) {
      while (iterator.hasNext()) {
        out.collect(iterator.next());
        rows.add(1);
      }
    }
  }

  private RowDataFileScanTaskReader reader() {
    return new RowDataFileScanTaskReader(
        table.schema(),
        table.schema(),
        table.properties().get(TableProperties.DEFAULT_NAME_MAPPING),
        true,
        List.of());
  }
}
