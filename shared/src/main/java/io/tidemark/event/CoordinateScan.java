package io.tidemark.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.BaseCombinedScanTask;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.flink.source.DataIterator;
import org.apache.iceberg.flink.source.RowDataFileScanTaskReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.Tasks;
import org.apache.iceberg.util.ThreadPools;

/**
 * Scan of the Kafka coordinates of a table without a Flink job. Files whose statistics ({@link
 * CoordinateBounds}) say enough are not read; of the others some columns are, several files at
 * once. {@link ConsumedOffsets} is built by it.
 */
public final class CoordinateScan {

  private static final int LARGEST_WAVE = 256;

  private final Table table;
  private final long snapshot;
  private final Expression filter;
  private final Schema columns;

  /**
   * @param snapshot id of the one to read
   * @param filter of the rows
   * @param columns names of those that the rows have, in that order; the filter's are among them
   */
  public CoordinateScan(Table table, long snapshot, Expression filter, String... columns) {
    this.table = table;
    this.snapshot = snapshot;
    this.filter = filter;
    this.columns = new Schema(Stream.of(columns).map(table.schema()::findField).toList());
  }

  /**
   * Visits all files, those with the greatest offsets first, in waves that grow: what the rows of
   * one wave have shown may be why files of the next need not be read.
   *
   * @param known asked whether a file need not be read; one question or row at a time
   * @param row takes the rows of those that are; they are the reader's own objects
   */
  public void read(Predicate<CoordinateBounds> known, Consumer<RowData> row) {
    List<File> files = files();
    int from = 0;
    for (int size = 1; from < files.size(); size = Math.min(2 * size, LARGEST_WAVE)) {
      int to = Math.min(from + size, files.size());
      readTogether(
          files.subList(from, to).stream()
              .filter(file -> file.bounds().filter(known).isEmpty())
              .toList(),
          row);
      from = to;
    }
  }

  private void readTogether(List<File> wave, Consumer<RowData> row) {
    Object oneAtATime = new Object();
    Tasks.foreach(wave)
        .executeWith(ThreadPools.getWorkerPool())
        .stopOnFailure()
        .throwFailureWhenFinished()
        .run(
            file ->
                read(
                    file.task(),
                    r -> {
                      synchronized (oneAtATime) {
                        row.accept(r);
                      }
                    }));
  }

  private record File(FileScanTask task, Optional<CoordinateBounds> bounds) {

    long lastOffset() {
      return bounds.map(CoordinateBounds::lastOffset).orElse(Long.MAX_VALUE);
    }
  }

  private List<File> files() {
    List<File> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot).filter(filter).includeColumnStats().planFiles()) {
      tasks.forEach(task -> files.add(new File(task, CoordinateBounds.of(task, table.schema()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(Comparator.comparingLong(File::lastOffset).reversed());
    return files;
  }

  private void read(FileScanTask task, Consumer<RowData> row) {
    RowDataFileScanTaskReader reader =
        new RowDataFileScanTaskReader(
            table.schema(),
            columns,
            table.properties().get(TableProperties.DEFAULT_NAME_MAPPING),
            true,
            List.of(filter));
    try (DataIterator<RowData> rows =
        new DataIterator<>(
            reader, new BaseCombinedScanTask(task), table.io(), table.encryption())) {
      while (rows.hasNext()) {
        row.accept(rows.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
