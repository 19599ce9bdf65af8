package io.tidemark.lake.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Reads {@link ProgressRecord}s from the progress table without a Flink job, for {@link
 * SealedRange}.
 */
final class ProgressReader {

  private final Table table;

  ProgressReader(Table table) {
    this.table = table;
  }

  /** Whether a live job ever said anything of that feature set. */
  boolean knows(String featureSet) {
    return !read(
            IcebergGenerics.read(table),
            Expressions.equal(ProgressRecord.FEATURE_SET, featureSet),
            1)
        .isEmpty();
  }

  /**
   * What a job had said with what it committed up to and with that checkpoint. Its last words are
   * of the checkpoint after the one that they are committed with, where one was given up before.
   *
   * @param after checkpoint behind which to look
   */
  List<ProgressRecord> read(String featureSet, String jobId, long after, long checkpoint) {
    OptionalLong snapshot = RollBackAction.snapshotAt(table, checkpoint);
    if (snapshot.isEmpty()) {
      return List.of();
    }
    Expression said =
        Expressions.and(
            Expressions.equal(ProgressRecord.FEATURE_SET, featureSet),
            Expressions.equal(ProgressRecord.JOB_ID, jobId),
            Expressions.greaterThan(ProgressRecord.CHECKPOINT_ID, after));
    if (table.snapshot(snapshot.getAsLong()) == null) { // it has expired: a job of long ago
      Expression before = Expressions.lessThanOrEqual(ProgressRecord.CHECKPOINT_ID, checkpoint);
      return read(IcebergGenerics.read(table), Expressions.and(said, before), Integer.MAX_VALUE);
    }
    return read(
        IcebergGenerics.read(table).useSnapshot(snapshot.getAsLong()), said, Integer.MAX_VALUE);
  }

  private static List<ProgressRecord> read(
      IcebergGenerics.ScanBuilder scan, Expression filter, int limit) {
    List<ProgressRecord> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = scan.where(filter).build()) {
      for (Record row : records) {
        rows.add(progress(row));
        if (rows.size() == limit) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static ProgressRecord progress(Record row) {
    return new ProgressRecord(
        (String) row.getField(ProgressRecord.FEATURE_SET),
        (String) row.getField(ProgressRecord.JOB_ID),
        (Long) row.getField(ProgressRecord.CHECKPOINT_ID),
        (Integer) row.getField(ProgressRecord.SUBTASK),
        (Integer) row.getField(ProgressRecord.PARALLELISM),
        (Long) row.getField(ProgressRecord.WATERMARK));
  }
}
