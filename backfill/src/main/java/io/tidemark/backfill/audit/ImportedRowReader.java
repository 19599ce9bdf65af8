package io.tidemark.backfill.audit;

import io.tidemark.event.CoordinateBounds;
import io.tidemark.event.CoordinateScan;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.ImportLog;
import io.tidemark.lake.publish.ImportedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Audits imported files: reads the record numbers that event and reject table have of each, about a
 * bit a record, into {@link PartitionOffsets} and compares them with {@link ImportLog}.
 */
final class ImportedRowReader {

  private static final int EXAMPLES = 20;

  private final Lake lake;

  ImportedRowReader(Lake lake) {
    this.lake = lake;
  }

  /** By import; none where there was none. */
  List<ImportAuditResult> audit() {
    // First what is said to be there, then what is: a file of this moment is in both, or neither.
    Map<String, List<ImportedFile>> byImport = new TreeMap<>();
    for (ImportedFile file : ImportLog.read(lake, EventLayout.FIRST_FILE).files()) {
      byImport
          .computeIfAbsent(file.stream() + " " + file.definition(), i -> new ArrayList<>())
          .add(file);
    }
    Map<String, Map<Integer, PartitionOffsets>> byStream = new HashMap<>();
    return byImport.values().stream()
        .map(files -> audit(files, byStream.computeIfAbsent(files.get(0).stream(), this::read)))
        .toList();
  }

  private Map<Integer, PartitionOffsets> read(String stream) {
    Expression imported =
        Expressions.greaterThanOrEqual(EventLayout.PARTITION, EventLayout.FIRST_FILE);
    Expression ofStream = Expressions.equal(RejectLayout.STREAM, stream);
    Map<Integer, PartitionOffsets> rows = new HashMap<>();
    read(
        stream,
        imported,
        file -> accepted(file, rows),
        row -> of(row.getInt(0), rows).accepted(row.getLong(1)),
        EventLayout.PARTITION,
        EventLayout.OFFSET);
    read(
        RejectLayout.NAME,
        Expressions.and(imported, ofStream),
        file -> false,
        row -> of(row.getInt(0), rows).rejected(row.getLong(1)),
        EventLayout.PARTITION,
        EventLayout.OFFSET,
        RejectLayout.STREAM);
    return rows;
  }

  /** All events of a data file, where its statistics tell which numbers those have. */
  private static boolean accepted(CoordinateBounds file, Map<Integer, PartitionOffsets> rows) {
    boolean known = file.dense() && file.firstPartition() >= EventLayout.FIRST_FILE;
    if (known) {
      of(file.firstPartition(), rows)
          .accepted(new OffsetRange(file.firstOffset(), file.lastOffset() + 1));
    }
    return known;
  }

  private static PartitionOffsets of(int number, Map<Integer, PartitionOffsets> rows) {
    return rows.computeIfAbsent(number, n -> new PartitionOffsets());
  }

  private void read(
      String name,
      Expression filter,
      Predicate<CoordinateBounds> known,
      Consumer<RowData> row,
      String... columns) {
    Table table = lake.table(name);
    if (table.currentSnapshot() != null) {
      new CoordinateScan(table, table.currentSnapshot().snapshotId(), filter, columns)
          .read(known, row);
    }
  }

  private static ImportAuditResult audit(
      List<ImportedFile> files, Map<Integer, PartitionOffsets> rows) {
    long events = 0;
    long rejects = 0;
    long missing = 0;
    long repeated = 0;
    List<String> broken = new ArrayList<>();
    for (ImportedFile file : files) {
      OffsetAuditResult found =
          rows.getOrDefault(file.number(), new PartitionOffsets())
              .audit(file.stream(), file.location(), file.number());
      events += found.accepted();
      rejects += found.rejected();
      missing += found.missingCount() + Math.max(0, file.rows() - found.end());
      repeated += found.repeatedCount();
      boolean asImported = found.accepted() == file.events() && found.rejected() == file.rejects();
      if (!asImported && broken.size() < EXAMPLES) {
        broken.add(file.location());
      }
    }
    ImportedFile one = files.get(0);
    return new ImportAuditResult(
        one.definition(), one.stream(), files.size(), events, rejects, missing, repeated, broken);
  }
}
