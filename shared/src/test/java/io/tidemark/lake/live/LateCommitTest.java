package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.compat.DefinitionFingerprint;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import io.tidemark.lake.DelegatingTableOperations;
import io.tidemark.lake.EventTableEvolution;
import io.tidemark.lake.FeatureTableEvolution;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import io.tidemark.lake.read.TableReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.types.logical.IntType;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.UpdateRequirements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live commit that has passed the fences and is on its way to a REST catalog, which compares what
 * the change requires and nothing else, while somebody changes what the fences have checked. {@code
 * LateCommitIT} does the same with a server.
 */
class LateCommitTest {

  @TempDir Path directory;

  private final WriterLease run = new WriterLease("run");
  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static TableLayout features(String aggregate) {
    TableLayout plain = LakeFixture.layout("features", TimePartitioning.DAYS);
    DefinitionFingerprint facts =
        new DefinitionFingerprint(new TreeMap<>(Map.of("agg", aggregate)));
    FeatureSetFingerprint definition =
        new FeatureSetFingerprint(
            new DefinitionFingerprint(new TreeMap<>()), new TreeMap<>(Map.of("spend_30d", facts)));
    return new TableLayout(
        plain.name(),
        plain.doc(),
        plain.columns(),
        plain.partitioning(),
        plain.partitionColumn(),
        plain.order(),
        Optional.of(definition));
  }

  private static TableLayout events() {
    return LakeFixture.layout("events", TimePartitioning.DAYS);
  }

  private static TableLayout eventsWithPieces() {
    List<LayoutColumn> columns = new ArrayList<>(events().columns());
    columns.add(new LayoutColumn("pieces", new IntType(true), ""));
    return new TableLayout(
            "events", events().doc(), columns, TimePartitioning.DAYS, events().partitionColumn())
        .sortedBy(events().order());
  }

  /** Makes a table with a row that no live job has written. */
  private void create(TableLayout layout) {
    lake.ensureAll(List.of(layout));
    run.takeOver(lake, List.of(layout.name()));
    lake.table(layout.name()).newAppend().appendFile(file(layout, 1)).commit();
  }

  private DataFile file(TableLayout layout, int minute) {
    return LakeFixture.stage(
            lake.table(layout.name()),
            layout,
            List.of(LakeFixture.row(1, LakeFixture.START + minute * 60_000L, "e" + minute, 1.0)))
        .dataFile();
  }

  /** A commit of one row, during which the other thing happens. */
  private AppendFiles commit(TableLayout layout, Runnable meanwhile) {
    Table table = lake.table(layout.name());
    TableOperations rest = new RestOperations(((BaseTable) table).operations(), meanwhile);
    AgreedFingerprint agreed = AgreedFingerprint.of(layout, table);
    Table live =
        new BaseTable(
            new LiveTableOperations(rest, layout.name(), run, agreed, "job"), layout.name());
    return LakeFixture.live(live, 1).appendFile(file(layout, 2));
  }

  private void isRefused(AppendFiles commit, String table, String why) {
    assertThatThrownBy(commit::commit)
        .isInstanceOf(SuppressRestartsException.class)
        .hasStackTraceContaining(why);
    assertThat(TableReport.countRows(lake.table(table))).isEqualTo(1);
  }

  @Test
  void isRefusedWhereAnotherRunHasTakenTheTableOver() {
    create(events());
    WriterLease newer = new WriterLease("newer");
    isRefused(
        commit(events(), () -> newer.takeOver(lake, List.of("events"))), "events", "run newer");
  }

  @Test
  void isRefusedWhereFeaturesHaveAnotherDefinition() {
    create(features("sum(price)"));
    isRefused(
        commit(
            features("sum(price)"),
            () ->
                new FeatureTableEvolution(features("max(price)"), lake.table("features"))
                    .commit(false)),
        "features",
        "evolve has changed its definition");
  }

  @Test
  void isRefusedWhereEventsHaveOtherColumns() {
    create(events());
    isRefused(
        commit(
            events(),
            () ->
                new EventTableEvolution(eventsWithPieces(), lake.table("events"), Map.of())
                    .commit(false)),
        "events",
        "evolve has changed its definition");
  }

  @Test
  void landsWhereNothingHasChanged() {
    create(events());
    commit(events(), () -> lake.table("events").newAppend().appendFile(file(events(), 3)).commit())
        .commit();
    assertThat(TableReport.countRows(lake.table("events"))).isEqualTo(3);
  }

  /**
   * Commits as a REST catalog does: if the table is as the changes require, whatever else it is.
   */
  private static final class RestOperations extends DelegatingTableOperations {

    private Runnable meanwhile;

    RestOperations(TableOperations table, Runnable meanwhile) {
      super(table);
      this.meanwhile = meanwhile;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      List<UpdateRequirement> required =
          UpdateRequirements.forUpdateTable(base, metadata.changes());
      Runnable other = meanwhile;
      meanwhile = () -> {};
      other.run();
      TableMetadata current = refresh();
      required.forEach(requirement -> requirement.validate(current));
      TableMetadata.Builder next = TableMetadata.buildFrom(current);
      metadata.changes().forEach(change -> change.applyTo(next));
      super.commit(current, next.build());
    }
  }
}
