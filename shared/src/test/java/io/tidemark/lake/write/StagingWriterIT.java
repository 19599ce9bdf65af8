package io.tidemark.lake.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.publish.RangePublishPlan;
import io.tidemark.lake.publish.RangePublisher;
import io.tidemark.lake.read.TableReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingWriterIT {

  private static final int DAYS = 40;
  private static final int ROWS_OF_DAY = 50;

  @TempDir Path directory;

  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  /** Rows of many days, in no order. */
  private static List<RowData> shuffled(double spend) {
    List<RowData> rows = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      rows.addAll(LakeFixture.day(day, 20, spend));
      for (int i = 20; i < ROWS_OF_DAY; i++) {
        long time = LakeFixture.START + (day + 1) * LakeFixture.DAY - i;
        rows.add(LakeFixture.row(i, time, "e" + day + "-" + i, spend));
      }
    }
    Collections.shuffle(rows, new Random(7));
    return rows;
  }

  private DataStream<StagedFile> staging(TableLayout layout, Table table, List<RowData> rows) {
    var environment = LakeJobFixture.environment(RuntimeExecutionMode.BATCH);
    return new StagingWriter(layout, "event_time", "features")
        .stage(table, LakeJobFixture.rows(environment, layout, rows));
  }

  private long dataFiles() throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(".parquet")).count();
    }
  }

  @Test
  void stagesAFileAPartitionAndPublishesThemAll() throws Exception {
    TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
    Table table = lake.ensure(layout, Map.of());
    LakeFixture.append(table, layout, LakeFixture.day(0, 20, 1));
    RangePublishPlan run =
        RangePublishPlan.begin(layout, table, "run-1", LakeFixture.days(0, DAYS));

    List<StagedFile> files = LakeJobFixture.collect(staging(layout, table, shuffled(2)));

    assertThat(files).hasSize(DAYS).allSatisfy(f -> assertThat(f.rows()).isEqualTo(ROWS_OF_DAY));
    assertThat(TableReport.countRows(table)).isEqualTo(20);
    new RangePublisher(table, run).publish(files, DAYS * ROWS_OF_DAY, Map.of());
    assertThat(LakeFixture.spends(table))
        .hasSize(DAYS * ROWS_OF_DAY)
        .allSatisfy((id, spend) -> assertThat(spend).isEqualTo(2));
    assertSorted(table);
  }

  private record Place(Long customer, OffsetDateTime time) implements Comparable<Place> {
    static Place of(Record row) {
      return new Place(
          (Long) row.getField("customer_id"), (OffsetDateTime) row.getField("event_time"));
    }

    @Override
    public int compareTo(Place other) {
      return Comparator.comparing(Place::customer).thenComparing(Place::time).compare(this, other);
    }
  }

  private static void assertSorted(Table table) throws Exception {
    try (var tasks = table.newScan().planFiles()) {
      for (var task : tasks) {
        DataFile file = task.file();
        List<Place> places = new ArrayList<>();
        try (CloseableIterable<Record> rows =
            IcebergGenerics.read(table)
                .where(
                    Expressions.equal(
                        Expressions.day("event_time"), file.partition().get(0, Integer.class)))
                .build()) {
          rows.forEach(row -> places.add(Place.of(row)));
        }
        assertThat(file.sortOrderId()).isEqualTo(table.sortOrder().orderId()).isNotZero();
        assertThat(places).hasSize(ROWS_OF_DAY).isSorted();
      }
    }
  }

  @Test
  void closesAFileThatHasItsSize() throws Exception {
    TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
    Table table = lake.ensure(layout, Map.of("write.target-file-size-bytes", "1000"));
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      rows.add(LakeFixture.row(i, LakeFixture.START + i, "e" + i, Math.sin(i)));
    }
    RangePublishPlan run = RangePublishPlan.begin(layout, table, "run-1", LakeFixture.days(0, 1));

    List<StagedFile> files = LakeJobFixture.collect(staging(layout, table, rows));

    assertThat(files).extracting(StagedFile::rows).containsExactlyInAnyOrder(1000L, 1000L, 500L);
    new RangePublisher(table, run).publish(files, 2500, Map.of());
    assertThat(TableReport.countRows(table)).isEqualTo(2500);
  }

  @Test
  void withoutPartitionsAFileADay() throws Exception {
    TableLayout layout = LakeFixture.layout(TimePartitioning.NONE);
    Table table = lake.ensure(layout, Map.of());
    List<StagedFile> files = LakeJobFixture.collect(staging(layout, table, shuffled(2)));
    assertThat(files).hasSize(DAYS);
    RangePublishPlan run =
        RangePublishPlan.begin(layout, table, "run-1", LakeFixture.days(0, DAYS));
    new RangePublisher(table, run).publish(files, DAYS * ROWS_OF_DAY, Map.of());
    assertThat(TableReport.countRows(table)).isEqualTo(DAYS * ROWS_OF_DAY);
  }

  @Test
  void aJobThatFailsLeavesNoFilesBehind() throws Exception {
    TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
    Table table = lake.ensure(layout, Map.of());
    var environment = LakeJobFixture.environment(RuntimeExecutionMode.BATCH);
    environment.setParallelism(1);
    RowData broken = LakeFixture.row(1, LakeFixture.START + 39 * LakeFixture.DAY, null, 1.0);
    List<RowData> rows = shuffled(2);
    rows.add(broken);
    DataStream<RowData> stream =
        LakeJobFixture.rows(environment, layout, rows)
            .map(row -> row)
            .returns(InternalTypeInfo.of(layout.rowType()))
            .name("same")
            .uid("same");
    var staged = new StagingWriter(layout, "event_time", "features").stage(table, stream);

    assertThat(catchThrowable(() -> LakeJobFixture.collect(staged))).isNotNull();

    assertThat(dataFiles()).isZero();
  }
}
