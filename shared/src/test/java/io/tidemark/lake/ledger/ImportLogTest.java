package io.tidemark.lake.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.publish.ImportedFile;
import io.tidemark.lake.write.SingleWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State of the table of imports after each step, also when it is read anew. */
class ImportLogTest {

  private static final int FIRST = 100;

  @TempDir Path dir;
  private Lake lake;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(dir.resolve("catalog"));
    lake = LakeFixture.lake(dir);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static ImportedFile file(String run, int number) {
    String location = "file:/orders/" + number;
    return new ImportedFile(run, "old", "orders", location, 10, 1_000, 2_000, number, 7, 1);
  }

  @Test
  void whatIsIntendedIsOpenUntilItIsSettled() {
    ImportLog imports = ImportLog.of(lake, FIRST);
    imports.intend(List.of(file("one", FIRST), file("one", FIRST + 1)));
    imports.intend(List.of(file("two", FIRST + 2)));
    assertThat(ImportLog.read(lake, FIRST).open())
        .containsExactlyInAnyOrder(
            List.of(file("one", FIRST), file("one", FIRST + 1)), List.of(file("two", FIRST + 2)));
    imports.done(List.of(file("one", FIRST), file("one", FIRST + 1)));
    imports.abandon(List.of(file("two", FIRST + 2)));
    for (ImportLog known : List.of(imports, ImportLog.read(lake, FIRST))) {
      assertThat(known.open()).isEmpty();
      assertThat(known.files()).hasSize(2);
      assertThat(known.imported("orders", "file:/orders/100")).contains(file("one", FIRST));
      assertThat(known.imported("others", "file:/orders/100")).isEmpty();
      assertThat(known.imported("orders", "file:/orders/102")).isEmpty();
    }
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    ImportLog imports = ImportLog.of(lake, FIRST);
    assertThat(imports.nextNumber()).isEqualTo(FIRST);
    imports.intend(List.of(file("one", FIRST + 4)));
    imports.abandon(List.of(file("one", FIRST + 4)));
    assertThat(imports.nextNumber()).isEqualTo(FIRST + 5);
    assertThat(ImportLog.read(lake, FIRST).nextNumber()).isEqualTo(FIRST + 5);
  }

  @Test
  void ofTwoWritersThatHaveReadTheSameOneFails() {
    ImportLog.of(lake, FIRST).intend(List.of(file("zero", FIRST)));
    ImportLog first = ImportLog.of(lake, FIRST);
    ImportLog second = ImportLog.of(lake, FIRST);
    first.intend(List.of(file("one", FIRST + 1)));
    assertThatThrownBy(() -> second.intend(List.of(file("two", FIRST + 1))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another import");
  }

  @Test
  void theTableOfAnEarlierVersionHasNoArrivals() {
    List<TableLayout.LayoutColumn> columns = ImportLog.LAYOUT.columns();
    TableLayout earlier =
        new TableLayout(
            ImportLog.TABLE, "", columns.subList(0, columns.size() - 1), TimePartitioning.NONE, "");
    Table table = lake.ensure(earlier, Map.of());
    GenericRowData row =
        GenericRowData.of(
            StringData.fromString("zero"),
            StringData.fromString("IMPORTED"),
            StringData.fromString("old"),
            StringData.fromString("orders"),
            StringData.fromString("file:/orders/100"),
            10L,
            TimestampData.fromEpochMillis(1_000),
            FIRST,
            7L,
            1L);
    new SingleWriter(table, earlier, () -> new UserException("", "", "", "")).append(List.of(row));
    ImportedFile before =
        new ImportedFile(
            "zero", "old", "orders", "file:/orders/100", 10, 1_000, 1_000, FIRST, 7, 1);
    assertThat(ImportLog.read(lake, FIRST).files()).containsExactly(before);
    ImportLog imports = ImportLog.of(lake, FIRST);
    assertThat(imports.files()).containsExactly(before);
    assertThat(imports.arrived("orders", "file:/orders/100", 10, 1_000)).isEmpty();
    imports.done(List.of(file("one", FIRST + 1)));
    assertThat(ImportLog.read(lake, FIRST).files())
        .containsExactlyInAnyOrder(before, file("one", FIRST + 1));
  }

  @Test
  void whenAFileArrivedIsNotedOnce() {
    ImportLog imports = ImportLog.of(lake, FIRST);
    imports.intend(List.of(file("one", FIRST)));
    imports.abandon(List.of(file("one", FIRST)));
    for (ImportLog known : List.of(imports, ImportLog.read(lake, FIRST))) {
      assertThat(known.arrived("orders", "file:/orders/100", 10, 1_000)).hasValue(2_000);
      assertThat(known.arrived("orders", "file:/orders/100", 11, 1_000)).isEmpty();
      assertThat(known.arrived("others", "file:/orders/100", 10, 1_000)).isEmpty();
    }
  }

  @Test
  void withoutATableThereIsNothing() {
    ImportLog imports = ImportLog.read(lake, FIRST);
    assertThat(imports.files()).isEmpty();
    assertThat(imports.open()).isEmpty();
    assertThat(lake.exists(ImportLog.TABLE)).isFalse();
  }
}
