package io.tidemark.lake.publish;

import io.tidemark.lake.write.StagedFileCleaner;
import io.tidemark.lake.write.StagedFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.BaseCombinedScanTask;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.flink.source.DataIterator;
import org.apache.iceberg.flink.source.RowDataFileScanTaskReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.OutputFileFactory;

/**
 * Deletes rows of a table by a filter, with the other rows of the same files written again: a
 * compaction may have joined them, and Iceberg deletes whole files by a filter alone. {@link
 * ImportCommitter} takes rejects back with it.
 */
final class DeleteRowsAction {

  private final Table table;
  private final Expression filter;
  private final RowType rowType;
  private final Evaluator doomed;
  private final OutputFileFactory files;
  private final List<DataFile> before = new ArrayList<>();
  private final List<DataFile> after = new ArrayList<>();

  private DeleteRowsAction(Table table, Expression filter) {
    this.table = table;
    this.filter = filter;
    this.rowType = FlinkSchemaUtil.convert(table.schema());
    this.doomed = new Evaluator(table.schema().asStruct(), filter);
    this.files = OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
  }

  /** Of the rows that the table has now. */
  static DeleteRowsAction of(Table table, Expression filter) {
    table.refresh();
    return new DeleteRowsAction(table, filter);
  }

  /** Throws and changes nothing where another has changed the same files meanwhile. */
  void commit() {
    Snapshot snapshot = table.currentSnapshot();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).filter(filter).planFiles()) {
      for (FileScanTask task : tasks) {
        rewrite(task);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OverwriteFiles swap = table.newOverwrite().validateFromSnapshot(snapshot.snapshotId());
    before.forEach(swap::deleteFile);
    after.forEach(swap::addFile);
    try {
      swap.conflictDetectionFilter(filter).validateNoConflictingDeletes().commit();
    } catch (ValidationException | CommitFailedException e) {
      StagedFileCleaner.delete(table.io(), after.stream().map(ContentFile::location).toList());
      throw e;
    }
  }

  private void rewrite(FileScanTask task) throws IOException {
    RowDataWrapper row = new RowDataWrapper(rowType, table.schema().asStruct());
    StagedFileWriter kept = null;
    try (DataIterator<RowData> rows = rows(task)) {
      while (rows.hasNext()) {
        RowData one = rows.next();
        if (doomed.eval(row.wrap(one))) {
          continue;
        }
        kept = kept == null ? StagedFileWriter.open(table, rowType, files, one) : kept;
        kept.write(one, 0);
      }
    }
    before.add(task.file());
    if (kept != null) {
      after.add(kept.finish().dataFile());
    }
  }

  private DataIterator<RowData> rows(FileScanTask task) {
    RowDataFileScanTaskReader reader =
        new RowDataFileScanTaskReader(
            table.schema(),
            table.schema(),
            table.properties().get(TableProperties.DEFAULT_NAME_MAPPING),
            true,
            List.of());
    return new DataIterator<>(
        reader, new BaseCombinedScanTask(task), table.io(), table.encryption());
  }
}
