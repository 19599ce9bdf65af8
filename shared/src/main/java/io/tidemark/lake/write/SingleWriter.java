package io.tidemark.lake.write;

import io.tidemark.definition.UserException;
import io.tidemark.lake.TableLayout;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;

/**
 * Appends a few rows to a table without a Flink job, with optimistic concurrency: of several
 * writers that have read the same snapshot one succeeds, and the commits of the others are refused.
 * {@link RowFileWriter} writes the file. The logs of imports and replays are written so.
 *
 * @param table as its writer has read it
 * @param conflict what to say to a writer that came too late
 */
public record SingleWriter(Table table, TableLayout layout, Supplier<UserException> conflict) {

  /** Adds the rows, if there are any. */
  public void append(List<? extends RowData> rows) {
    if (rows.isEmpty()) {
      return;
    }
    OverwriteFiles commit =
        table
            .newOverwrite()
            .addFile(RowFileWriter.write(table, layout.rowType(), rows))
            .conflictDetectionFilter(Expressions.alwaysTrue())
            .validateNoConflictingData();
    Snapshot known = table.currentSnapshot();
    if (known != null) {
      commit.validateFromSnapshot(known.snapshotId());
    }
    try {
      commit.commit();
    } catch (ValidationException e) {
      throw conflict.get();
    }
  }
}
