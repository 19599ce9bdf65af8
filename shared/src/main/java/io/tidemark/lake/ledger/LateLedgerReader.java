package io.tidemark.lake.ledger;

import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * Reads the entries of {@link LateLedger} for one feature set and selects the partitions that are
 * not healed yet. An entry is open while a partition of its range has no heal in {@link HealLog}
 * that knew it, by sequence numbers. {@link SettledLedger} tells how much of the ledger counts.
 */
public final class LateLedgerReader {

  private static final String FILE = MetadataColumns.FILE_PATH.name();

  private final String featureSet;
  private final long length;
  private final TimeRange span;
  private final Map<Long, Long> healed;

  private final SortedSet<Long> stale = new TreeSet<>();
  private long entries;
  private long endless;

  private LateLedgerReader(Lake lake, String featureSet, long length, TimeRange span) {
    this.featureSet = featureSet;
    this.length = length;
    this.span = span;
    this.healed =
        lake.exists(HealLog.TABLE) ? HealLog.of(lake).partitions(featureSet, length) : Map.of();
  }

  /**
   * The partitions with stale rows.
   *
   * @param length of a partition of the feature table, in milliseconds
   * @param span of the table's rows, on the borders of its partitions
   */
  public static StalePartitions stale(Lake lake, String featureSet, long length, TimeRange span) {
    if (!lake.exists(LateLedger.TABLE)) {
      return StalePartitions.none(length);
    }
    Table ledger = lake.table(LateLedger.TABLE);
    Snapshot snapshot = new SettledLedger(lake, ledger).newest();
    return snapshot == null
        ? StalePartitions.none(length)
        : new LateLedgerReader(lake, featureSet, length, span).read(ledger, snapshot);
  }

  private StalePartitions read(Table ledger, Snapshot snapshot) {
    Expression ofSet = Expressions.equal(LateLedger.FEATURE_SET, featureSet);
    Map<String, Long> sequences = sequences(ledger, snapshot, ofSet);
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(ledger)
            .useSnapshot(snapshot.snapshotId())
            .where(ofSet)
            .project(columns(ledger.schema()))
            .build()) {
      for (Record row : rows) {
        add(row, sequences.get(row.getField(FILE)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StalePartitions(stale, length, entries, endless, snapshot.sequenceNumber());
  }

  /** The late event's own partition, and those of the table's rows that lack it. */
  private void add(Record row, long sequence) {
    boolean forEver = row.getField(LateLedger.STALE_TO) == null;
    long first = Math.floorDiv(RecordTimes.millis(row, LateLedger.STALE_FROM), length) * length;
    long last = forEver ? Long.MAX_VALUE : RecordTimes.millis(row, LateLedger.STALE_TO);
    boolean open = isOpen(first, sequence) || forEver;
    long end = Math.min(last, span.to() - 1);
    for (long p = Math.max(first + length, span.from()); p <= end; p += length) {
      open |= isOpen(p, sequence);
    }
    entries += open ? 1 : 0;
    endless += forEver ? 1 : 0;
  }

  private boolean isOpen(long partition, long sequence) {
    boolean open = healed.getOrDefault(partition, -1L) < sequence;
    if (open) {
      stale.add(partition);
    }
    return open;
  }

  /** By location of the file, when its rows came to the ledger. */
  private static Map<String, Long> sequences(Table ledger, Snapshot snapshot, Expression filter) {
    Map<String, Long> sequences = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks =
        ledger.newScan().useSnapshot(snapshot.snapshotId()).filter(filter).planFiles()) {
      tasks.forEach(
          task -> sequences.put(task.file().location(), task.file().dataSequenceNumber()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sequences;
  }

  private static Schema columns(Schema ledger) {
    List<Types.NestedField> columns = new ArrayList<>();
    columns.add(ledger.findField(LateLedger.FEATURE_SET));
    columns.add(ledger.findField(LateLedger.STALE_FROM));
    columns.add(ledger.findField(LateLedger.STALE_TO));
    columns.add(MetadataColumns.FILE_PATH);
    return new Schema(columns);
  }
}
