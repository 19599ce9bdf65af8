package io.tidemark.backfill.audit;

import io.tidemark.event.CoordinateBounds;
import io.tidemark.event.CoordinateScan;
import io.tidemark.event.EventLayout;
import io.tidemark.event.GapLayout;
import io.tidemark.event.GapReason;
import io.tidemark.event.RejectLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.RollBackAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Reads the offsets that events, rejects and gaps of a stream account for, as of one checkpoint,
 * into {@link PartitionOffsets}. Files whose statistics tell all are not opened.
 */
final class TopicOffsetsReader {

  private static final String[] COORDINATES = {
    EventLayout.TOPIC, EventLayout.PARTITION, EventLayout.OFFSET
  };
  private static final String[] OF_REJECT = {
    EventLayout.TOPIC, EventLayout.PARTITION, EventLayout.OFFSET, RejectLayout.STREAM
  };

  private final Lake lake;
  private final String stream;
  private final long checkpoint;
  private final Map<TopicPartitionName, PartitionOffsets> partitions = new TreeMap<>();

  TopicOffsetsReader(Lake lake, String stream, long checkpoint) {
    this.lake = lake;
    this.stream = stream;
    this.checkpoint = checkpoint;
  }

  /**
   * By partition; topics that the stream was read from under another name are among them, imported
   * files are not.
   *
   * @param duplicates those events that were there before, by partition
   */
  List<OffsetAuditResult> audit(Map<TopicPartitionName, Long> duplicates) {
    Expression ofStream = Expressions.equal(RejectLayout.STREAM, stream);
    Expression ofKafka = Expressions.lessThan(EventLayout.PARTITION, EventLayout.FIRST_FILE);
    messages(stream, ofKafka, this::accepted, this::accepted, COORDINATES);
    messages(
        RejectLayout.NAME,
        Expressions.and(ofStream, ofKafka),
        file -> false,
        row -> of(row).rejected(row.getLong(2)),
        OF_REJECT);
    gaps(ofStream);
    partitions.forEach((at, offsets) -> offsets.duplicates(duplicates.getOrDefault(at, 0L)));
    return partitions.entrySet().stream()
        .map(one -> one.getValue().audit(stream, one.getKey().topic(), one.getKey().partition()))
        .toList();
  }

  /** All events of a file, where its statistics tell which offsets those have. */
  private boolean accepted(CoordinateBounds file) {
    boolean known =
        file.dense() && file.topic().isPresent() && file.lastPartition() < EventLayout.FIRST_FILE;
    if (known) {
      of(file.topic().get(), file.lastPartition())
          .accepted(new OffsetRange(file.firstOffset(), file.lastOffset() + 1));
    }
    return known;
  }

  private void accepted(RowData row) {
    of(row).accepted(row.getLong(2));
  }

  private PartitionOffsets of(RowData row) {
    return of(row.getString(0).toString(), row.getInt(1));
  }

  private PartitionOffsets of(String topic, int partition) {
    return partitions.computeIfAbsent(
        new TopicPartitionName(topic, partition), p -> new PartitionOffsets());
  }

  private void messages(
      String name,
      Expression filter,
      Predicate<CoordinateBounds> known,
      Consumer<RowData> row,
      String... columns) {
    Table table = lake.table(name);
    RollBackAction.snapshotAt(table, checkpoint)
        .ifPresent(
            snapshot -> new CoordinateScan(table, snapshot, filter, columns).read(known, row));
  }

  private void gaps(Expression filter) {
    Table table = lake.table(GapLayout.NAME);
    OptionalLong snapshot = RollBackAction.snapshotAt(table, checkpoint);
    if (snapshot.isEmpty()) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).useSnapshot(snapshot.getAsLong()).where(filter).build()) {
      rows.forEach(this::gap);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void gap(Record row) {
    OffsetRange range =
        new OffsetRange((Long) row.getField(GapLayout.FROM), (Long) row.getField(GapLayout.TO));
    of((String) row.getField(EventLayout.TOPIC), (Integer) row.getField(EventLayout.PARTITION))
        .gap(GapReason.valueOf((String) row.getField(GapLayout.REASON)), range);
  }
}
