package io.tidemark.lake;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Tells from a table's history whether it never had a row, and notes that before snapshots expire.
 * Where they have expired without such a note, a row may have been there and be gone: then the
 * answer is no. {@link RedefinitionCommitter} asks.
 */
public final class EmptyHistoryCheck {

  /** Table property: no snapshot with a sequence number up to that one has ever brought a row. */
  static final String UP_TO = "tidemark.rowless-up-to";

  private EmptyHistoryCheck() {}

  /** Notes what the history shows now, before part of it is forgotten. */
  public static void note(Table table) {
    TableMetadata metadata = ((BaseTable) table).operations().current();
    if (is(metadata) && upTo(metadata) < metadata.lastSequenceNumber()) {
      String last = String.valueOf(metadata.lastSequenceNumber());
      table.updateProperties().set(UP_TO, last).commit();
    }
  }

  /** Whether no row was ever written to the table. */
  static boolean is(TableMetadata metadata) {
    long noted = upTo(metadata);
    List<Snapshot> since =
        metadata.snapshots().stream().filter(s -> s.sequenceNumber() > noted).toList();
    return metadata.formatVersion() > 1
        && metadata.lastSequenceNumber() == noted + since.size()
        && since.stream().allMatch(EmptyHistoryCheck::isEmpty);
  }

  private static long upTo(TableMetadata metadata) {
    return PropertyUtil.propertyAsLong(metadata.properties(), UP_TO, 0);
  }

  private static boolean isEmpty(Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    return List.of("added-data-files", "deleted-data-files", "added-delete-files").stream()
            .noneMatch(summary::containsKey)
        && summary.getOrDefault("total-data-files", "0").equals("0");
  }
}
