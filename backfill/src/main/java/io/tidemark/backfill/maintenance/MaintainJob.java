package io.tidemark.backfill.maintenance;

import io.tidemark.backfill.maintenance.MaintenanceSettings.Task;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLocations;
import io.tidemark.lake.ledger.HealLog;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.pipeline.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.iceberg.Table;

/**
 * Maintains a table beside running jobs: compaction, expiry of snapshots, removal of orphans. No
 * row changes.
 *
 * <pre>{@code
 * MaintainJob job = new MaintainJob(workspace, MaintenanceSettings.defaults(), progress);
 * for (TableLayout table : job.tables(List.of())) {
 *   job.run(table, runId());                       // a run id for each table
 * }
 * }</pre>
 *
 * <p>In this order: {@link CompactionAction}, {@link ManifestMergeAction}, {@link
 * SnapshotExpiryAction}, {@link DeleteOrphanFilesAction}.
 */
public final class MaintainJob {

  private final Workspace workspace;
  private final MaintenanceSettings settings;
  private final MaintenanceProgressListener progress;
  private List<TableLocations> folders = List.of();

  /**
   * Result for one table.
   *
   * @param filesOut files that were replaced by others
   * @param filesIn those others
   * @param refused partitions that somebody else replaced meanwhile, which stay as they are
   * @param orphans files that were deleted because nothing named them
   * @param orphanBytes of these
   * @param problem why no orphans were deleted, although there are files that nothing names
   */
  public record Result(
      String table,
      TableFileStatistics before,
      TableFileStatistics after,
      long filesOut,
      long filesIn,
      int refused,
      long orphans,
      long orphanBytes,
      Optional<Problem> problem) {}

  public MaintainJob(
      Workspace workspace, MaintenanceSettings settings, MaintenanceProgressListener progress) {
    this.workspace = workspace;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * The pipeline's tables that exist.
   *
   * @param names of those that are wanted; none for all
   * @throws UserException if there is no such table
   */
  public List<TableLayout> tables(List<String> names) {
    List<TableLayout> layouts = new ArrayList<>(PipelineTables.of(workspace.pipeline()));
    layouts.add(HealLog.LAYOUT);
    try (Lake lake = workspace.openLake()) {
      List<String> existing = lake.tables();
      List<TableLayout> tables =
          layouts.stream().filter(layout -> existing.contains(layout.name())).toList();
      names.forEach(name -> requireOneOf(tables, name));
      return tables.stream()
          .filter(layout -> names.isEmpty() || names.contains(layout.name()))
          .toList();
    }
  }

  private static void requireOneOf(List<TableLayout> tables, String name) {
    List<String> names = tables.stream().map(TableLayout::name).toList();
    if (!names.contains(name)) {
      throw new UserException(
          "--table " + name,
          "the pipeline has no such table",
          "its tables, as far as they exist, are " + names,
          names.isEmpty()
              ? "tidemark ingest shop.yaml, then this again"
              : "--table " + names.get(0));
    }
  }

  /**
   * Does what the settings say.
   *
   * @param layout of a table of the pipeline, which exists
   * @param runId unlike that of any other run
   */
  public Result run(TableLayout layout, String runId) throws Exception {
    try (Lake lake = workspace.openLake()) {
      Table table = lake.table(layout.name());
      TableFileStatistics before = TableFileStatistics.of(table);
      CompactionAction.Result compaction = compact(lake, table, layout, runId);
      DeleteOrphanFilesAction.Result orphans = clean(lake, table, layout.name());
      return new Result(
          layout.name(),
          before,
          TableFileStatistics.of(table),
          compaction.filesOut(),
          compaction.filesIn(),
          compaction.refused(),
          orphans.files(),
          orphans.bytes(),
          orphans.problem());
    }
  }

  private CompactionAction.Result compact(Lake lake, Table table, TableLayout layout, String runId)
      throws Exception {
    if (!settings.tasks().contains(Task.COMPACT)) {
      return new CompactionAction.Result(0, 0, 0);
    }
    lake.sort(layout);
    table.refresh();
    CompactionAction.Result result =
        new CompactionAction(workspace.environment(), settings, progress)
            .run(table, borders(lake, layout), runId);
    ManifestMergeAction.run(table);
    return result;
  }

  private static SortedSet<Long> borders(Lake lake, TableLayout layout) {
    return layout.name().equals(LateLedger.TABLE) ? HealLog.ledgerBorders(lake) : new TreeSet<>();
  }

  private DeleteOrphanFilesAction.Result clean(Lake lake, Table table, String name) {
    progress.cleaning(table.name());
    if (settings.tasks().contains(Task.EXPIRE)) {
      new SnapshotExpiryAction(settings).run(table);
    }
    return settings.tasks().contains(Task.ORPHANS)
        ? new DeleteOrphanFilesAction(settings.orphanAge(), () -> folders(lake))
            .remove(table, lake.folders(name))
        : DeleteOrphanFilesAction.Result.NOTHING;
  }

  /** Asked once: what is created meanwhile has no files as old as orphans. */
  private List<TableLocations> folders(Lake lake) {
    if (folders.isEmpty()) {
      folders = lake.folders();
    }
    return folders;
  }
}
