package io.tidemark.backfill;

import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.lake.ImportedFile;
import io.tidemark.lake.Imports;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Reads what the tables have of imported files: about a bit a record. */
final class ImportedRows {

  private static final int EXAMPLES = 20;

  private final Lake lake;

  ImportedRows(Lake lake) {
    this.lake = lake;
  }

  /** By import; none where there was none. */
  List<ImportAudit> audit() {
    // First what is said to be there, then what is: a file of this moment is in both, or neither.
    Map<String, List<ImportedFile>> byImport = new TreeMap<>();
    for (ImportedFile file : Imports.read(lake, EventLayout.FIRST_FILE).files()) {
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
    read(stream, imported, rows, PartitionOffsets::accepted);
    read(RejectLayout.NAME, Expressions.and(imported, ofStream), rows, PartitionOffsets::rejected);
    return rows;
  }

  private void read(
      String table,
      Expression filter,
      Map<Integer, PartitionOffsets> rows,
      BiConsumer<PartitionOffsets, Long> found) {
    try (CloseableIterable<Record> all =
        IcebergGenerics.read(lake.table(table))
            .where(filter)
            .select(EventLayout.PARTITION, EventLayout.OFFSET)
            .build()) {
      for (Record row : all) {
        Integer number = (Integer) row.getField(EventLayout.PARTITION);
        found.accept(
            rows.computeIfAbsent(number, n -> new PartitionOffsets()),
            (Long) row.getField(EventLayout.OFFSET));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImportAudit audit(List<ImportedFile> files, Map<Integer, PartitionOffsets> rows) {
    long events = 0;
    long rejects = 0;
    long missing = 0;
    long repeated = 0;
    List<String> broken = new ArrayList<>();
    for (ImportedFile file : files) {
      OffsetAudit found =
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
    return new ImportAudit(
        one.definition(), one.stream(), files.size(), events, rejects, missing, repeated, broken);
  }
}
