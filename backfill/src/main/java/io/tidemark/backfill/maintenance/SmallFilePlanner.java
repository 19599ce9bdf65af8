package io.tidemark.backfill.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.BinPackRewriteFilePlanner;
import org.apache.iceberg.actions.RewriteFileGroup;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Iceberg's bin-pack planner of rewrites, restricted to those files of a table that {@link
 * CompactionAction} may touch.
 */
final class SmallFilePlanner extends BinPackRewriteFilePlanner {

  private final Predicate<DataFile> eligible;

  SmallFilePlanner(Table table, long snapshot, Predicate<DataFile> eligible) {
    super(table, Expressions.alwaysTrue(), snapshot, true);
    this.eligible = eligible;
  }

  /** Groups of files of one partition each, which a rewrite would make into one or few. */
  List<List<FileScanTask>> groups(Map<String, String> options) {
    init(options);
    List<List<FileScanTask>> groups = new ArrayList<>();
    try (CloseableIterable<RewriteFileGroup> planned = plan().groups()) {
      planned.forEach(group -> groups.add(group.fileScanTasks()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return groups;
  }

  @Override
  protected Iterable<List<FileScanTask>> planFileGroups(Iterable<FileScanTask> tasks) {
    return super.planFileGroups(
        CloseableIterable.filter(
            CloseableIterable.withNoopClose(tasks), task -> eligible.test(task.file())));
  }
}
