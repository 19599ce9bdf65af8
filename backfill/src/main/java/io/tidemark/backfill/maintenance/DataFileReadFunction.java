package io.tidemark.backfill.maintenance;

import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.iceberg.BaseCombinedScanTask;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.flink.FlinkSchemaUtil;
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

  private static final String FILES_UID = "files";
  private static final String UID = "rows";
  private static final long serialVersionUID = 1L;

  private final Table table;
  private transient LongCounter rows;

  private DataFileReadFunction(Table table) {
    this.table = SerializableTable.copyOf(table);
  }

  /** The rows of the files, of the type that Flink has for the table's schema. */
  static DataStream<RowData> attach(
      StreamExecutionEnvironment env, Table table, RewriteBatch batch) {
    List<byte[]> files = batch.tasks().stream().map(DataFileReadFunction::bytes).toList();
    return env.fromData(files, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .name("files")
        .uid(FILES_UID)
        .rebalance()
        .flatMap(new DataFileReadFunction(table))
        .returns(InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema())))
        .name("rows")
        .uid(UID);
  }

  private static byte[] bytes(FileScanTask task) {
    return SerializationUtil.serializeToBytes(task);
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
