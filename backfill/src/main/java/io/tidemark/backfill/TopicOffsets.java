package io.tidemark.backfill;

import io.tidemark.event.EventLayout;
import io.tidemark.event.GapLayout;
import io.tidemark.event.GapReason;
import io.tidemark.event.RejectLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.RollBack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Reads what the tables know of the offsets of a stream, as of one checkpoint. */
final class TopicOffsets {

  private final Lake lake;
  private final String stream;
  private final long checkpoint;
  private final Map<TopicPartitionName, PartitionOffsets> partitions = new TreeMap<>();

  TopicOffsets(Lake lake, String stream, long checkpoint) {
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
  List<OffsetAudit> audit(Map<TopicPartitionName, Long> duplicates) {
    Expression ofStream = Expressions.equal(RejectLayout.STREAM, stream);
    Expression ofKafka = Expressions.lessThan(EventLayout.PARTITION, EventLayout.FIRST_FILE);
    read(stream, ofKafka, row -> of(row).accepted(offset(row)));
    read(
        RejectLayout.NAME,
        Expressions.and(ofStream, ofKafka),
        row -> of(row).rejected(offset(row)));
    read(GapLayout.NAME, ofStream, this::gap, GapLayout.REASON, GapLayout.FROM, GapLayout.TO);
    partitions.forEach((at, offsets) -> offsets.duplicates(duplicates.getOrDefault(at, 0L)));
    return partitions.entrySet().stream()
        .map(one -> one.getValue().audit(stream, one.getKey().topic(), one.getKey().partition()))
        .toList();
  }

  private void gap(Record row) {
    OffsetRange range =
        new OffsetRange((Long) row.getField(GapLayout.FROM), (Long) row.getField(GapLayout.TO));
    of(row).gap(GapReason.valueOf((String) row.getField(GapLayout.REASON)), range);
  }

  private PartitionOffsets of(Record row) {
    TopicPartitionName at =
        new TopicPartitionName(
            (String) row.getField(EventLayout.TOPIC),
            (Integer) row.getField(EventLayout.PARTITION));
    return partitions.computeIfAbsent(at, p -> new PartitionOffsets());
  }

  private static long offset(Record row) {
    return (Long) row.getField(EventLayout.OFFSET);
  }

  private void read(String name, Expression filter, Consumer<Record> row) {
    read(name, filter, row, EventLayout.OFFSET);
  }

  private void read(String name, Expression filter, Consumer<Record> row, String... columns) {
    Table table = lake.table(name);
    OptionalLong snapshot = RollBack.snapshotAt(table, checkpoint);
    if (snapshot.isEmpty()) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .useSnapshot(snapshot.getAsLong())
            .where(filter)
            .select(coordinatesAnd(columns))
            .build()) {
      rows.forEach(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] coordinatesAnd(String... columns) {
    String[] all = new String[columns.length + 2];
    all[0] = EventLayout.TOPIC;
    all[1] = EventLayout.PARTITION;
    System.arraycopy(columns, 0, all, 2, columns.length);
    return all;
  }
}
