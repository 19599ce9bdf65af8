package io.tidemark.lake;

import io.tidemark.definition.Environment;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagedFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.OutputFileFactory;

/** Opens a {@link Lake} in a directory and writes feature rows to its table without a Flink job. */
public final class LakeFixture {

  public static final long DAY = Duration.ofDays(1).toMillis();
  public static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  private LakeFixture() {}

  static Environment environment(Path directory) {
    return environment(
        Map.of(
            "catalog-impl",
            "org.apache.iceberg.jdbc.JdbcCatalog",
            "uri",
            "jdbc:sqlite:" + directory.resolve("catalog/lake.db"),
            "warehouse",
            directory.resolve("warehouse").toString()));
  }

  static Environment environment(Map<String, String> catalog) {
    return new Environment(
        Map.of(),
        "lake",
        catalog,
        Optional.empty(),
        "file:///nowhere",
        Duration.ofSeconds(10),
        2,
        Environment.Delivery.AT_LEAST_ONCE,
        Optional.empty(),
        Map.of());
  }

  public static Lake lake(Path directory) {
    return Lake.open(environment(directory), "shop");
  }

  public static TableLayout layout(TimePartitioning partitioning) {
    return layout("customer_activity", partitioning);
  }

  public static TableLayout layout(String name, TimePartitioning partitioning) {
    return new TableLayout(
            name,
            "What a customer has been doing.",
            List.of(
                new TableLayout.LayoutColumn("customer_id", new BigIntType(false), "who"),
                new TableLayout.LayoutColumn(
                    "event_time", new LocalZonedTimestampType(false, 3), "as of when"),
                new TableLayout.LayoutColumn(
                    "event_id", new VarCharType(false, VarCharType.MAX_LENGTH), ""),
                new TableLayout.LayoutColumn("spend_30d", new DoubleType(true), "money")),
            partitioning,
            "event_time")
        .sortedBy(List.of("customer_id", "event_time"));
  }

  public static RowData row(long customer, long time, String id, Double spend) {
    return GenericRowData.of(
        customer, TimestampData.fromEpochMillis(time), StringData.fromString(id), spend);
  }

  /** A row an hour from the start of a day on, all with that spend. */
  public static List<RowData> day(int day, int rows, double spend) {
    List<RowData> day0 = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      day0.add(row(i, START + day * DAY + i * 3_600_000L, "e" + day + "-" + i, spend));
    }
    return day0;
  }

  public static TimeRange days(int from, int to) {
    return new TimeRange("event_time", START + from * DAY, START + to * DAY);
  }

  /** One file, for rows of one partition. */
  public static StagedFile stage(Table table, TableLayout layout, List<RowData> rows) {
    TimeColumn time = TimeColumn.of(layout, "event_time");
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
    try {
      StagedFileWriter writer = StagedFileWriter.open(table, layout.rowType(), files, rows.get(0));
      rows.forEach(row -> writer.write(row, time.millis(row)));
      return writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void append(Table table, TableLayout layout, List<RowData> rows) {
    append(table, layout, rows, Map.of());
  }

  public static void append(
      Table table, TableLayout layout, List<RowData> rows, Map<String, String> summary) {
    AppendFiles append = table.newAppend();
    if (!rows.isEmpty()) {
      append.appendFile(stage(table, layout, rows).dataFile());
    }
    summary.forEach(append::set);
    append.commit();
  }

  /** An append as the sink of the live job {@code job} makes it. */
  public static AppendFiles live(Table table, long checkpoint) {
    return table
        .newAppend()
        .set(SinkUtil.FLINK_JOB_ID, "job")
        .set(SinkUtil.OPERATOR_ID, "sink")
        .set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, String.valueOf(checkpoint));
  }

  /** Event id to spend. */
  public static Map<String, Double> spends(Table table) {
    table.refresh();
    Map<String, Double> spends = new TreeMap<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      for (Record row : rows) {
        spends.merge(
            (String) row.getField("event_id"), (Double) row.getField("spend_30d"), Double::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return spends;
  }
}
