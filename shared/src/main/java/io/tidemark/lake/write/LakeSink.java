package io.tidemark.lake.write;

import io.tidemark.lake.FingerprintProperties;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.live.AgreedFingerprint;
import io.tidemark.lake.live.LiveTableLoader;
import io.tidemark.lake.live.WriterLease;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;

/**
 * Appends a stream of rows to a table with Iceberg's Flink sink, exactly once, with a commit for
 * each checkpoint that brings rows. For a live job the commits pass through {@link
 * io.tidemark.lake.live.LiveTableLoader}; {@link PartitionLimitedSink} bounds open files. A job has
 * one for a table: names and uids of its operators are made of the table's name.
 *
 * @param layout the table, which exists, and its rows to the precision of their timestamps
 * @param parallelism number of writers, each of which leaves a file a partition and checkpoint
 * @param snapshotProperties put into the summary of every commit
 */
public record LakeSink(
    TableLayout layout, int parallelism, Map<String, String> snapshotProperties) {

  private static final String UID = "table-";
  private static final Duration QUIET = Duration.ofMinutes(1);

  public LakeSink {
    snapshotProperties = Map.copyOf(snapshotProperties);
  }

  public LakeSink(TableLayout layout, int parallelism) {
    this(layout, parallelism, Map.of());
  }

  /** Ends the stream in the table. */
  public DataStreamSink<RowData> append(Lake lake, DataStream<RowData> rows) {
    Table table = lake.table(layout.name());
    return append(table, lake.loader(layout.name()), AgreedFingerprint.of(table), rows);
  }

  /** Ends the stream in the table for as long as the run has it. */
  public DataStreamSink<RowData> append(Lake lake, WriterLease lease, DataStream<RowData> rows) {
    Table table = lake.table(layout.name());
    AgreedFingerprint agreed = AgreedFingerprint.of(layout, table);
    TableLoader loader =
        new LiveTableLoader(lake.loader(layout.name()), lease, agreed, mostQuiet(rows));
    return append(table, loader, agreed, rows);
  }

  /** Checkpoints within a minute or so: of those that bring nothing, one is committed. */
  private static int mostQuiet(DataStream<RowData> rows) {
    long interval = rows.getExecutionEnvironment().getCheckpointInterval();
    return (int) Math.max(1, QUIET.toMillis() / Math.max(1, interval));
  }

  private DataStreamSink<RowData> append(
      Table table, TableLoader loader, AgreedFingerprint agreed, DataStream<RowData> rows) {
    String uid = UID + layout.name();
    RetiredColumns retired = RetiredColumns.of(layout, table);
    IcebergSink.Builder builder =
        IcebergSink.forRowData(
                PartitionLimitedSink.input(
                    retired.fill(rows, uid), table, retired.rowType(), loader))
            .tableLoader(loader)
            .table(table)
            // Without it, the sink reads TIMESTAMP(3) fields as TIMESTAMP(6): other bytes.
            .resolvedSchema(FlinkSchemaUtil.toResolvedSchema(retired.rowType()))
            .distributionMode(DistributionMode.NONE)
            .writeParallelism(parallelism)
            .uidSuffix(uid);
    agreed.said().forEach(builder::setSnapshotProperty);
    FingerprintProperties.summary(layout).forEach(builder::setSnapshotProperty);
    snapshotProperties.forEach(builder::setSnapshotProperty);
    return builder.append();
  }
}
