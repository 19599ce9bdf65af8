package io.tidemark.event;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.RollBackAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Kafka offsets up to which a stream has been consumed, as the event, rejects and gap tables tell
 * for one checkpoint. A live job that is bootstrapped from the lake goes on behind them. Tables are
 * read by {@link CoordinateScan} and {@link GapLayout}.
 *
 * @param last by partition, the last message that became an event or a reject
 * @param next by partition, the offset behind every such message and every gap, as markers of
 *     transactions are
 */
public record ConsumedOffsets(Map<Integer, Message> last, Map<Integer, Long> next) {

  private static final Expression OF_KAFKA =
      Expressions.lessThan(EventLayout.PARTITION, EventLayout.FIRST_FILE);
  private static final String[] MESSAGE = {
    EventLayout.PARTITION, EventLayout.OFFSET, EventLayout.KAFKA_TIMESTAMP, EventLayout.TOPIC
  };
  private static final String[] REJECT = {
    EventLayout.PARTITION,
    EventLayout.OFFSET,
    EventLayout.KAFKA_TIMESTAMP,
    EventLayout.TOPIC,
    RejectLayout.STREAM
  };
  private static final int MICROS = 6;

  /**
   * Message, within its partition.
   *
   * @param timestamp Kafka's, epoch milliseconds
   */
  public record Message(long offset, long timestamp) {

    /** Of the two, the message with the greater offset. */
    Message orLater(Message other) {
      return offset < other.offset ? other : this;
    }
  }

  /** Reads them as of a checkpoint; partitions of which there is nothing are missing. */
  public static ConsumedOffsets of(Lake lake, StreamDefinition stream, long checkpoint) {
    Expression ofTopic =
        Expressions.and(OF_KAFKA, Expressions.equal(EventLayout.TOPIC, stream.topic()));
    Expression ofStream =
        Expressions.and(ofTopic, Expressions.equal(RejectLayout.STREAM, stream.name()));
    ConsumedOffsets consumed = new ConsumedOffsets(new HashMap<>(), new HashMap<>());
    consumed.messages(lake, stream.name(), checkpoint, ofTopic, MESSAGE);
    consumed.messages(lake, RejectLayout.NAME, checkpoint, ofStream, REJECT);
    consumed.gaps(lake, checkpoint, ofStream);
    return consumed;
  }

  private static OptionalLong snapshot(Lake lake, String table, long checkpoint) {
    return lake.exists(table)
        ? RollBackAction.snapshotAt(lake.table(table), checkpoint)
        : OptionalLong.empty();
  }

  private void messages(
      Lake lake, String table, long checkpoint, Expression filter, String[] columns) {
    snapshot(lake, table, checkpoint)
        .ifPresent(
            snapshot ->
                new CoordinateScan(lake.table(table), snapshot, filter, columns)
                    .read(this::hasLater, this::message));
  }

  /**
   * Whether no message of the file is behind the last one known of its partition, so that the file
   * need not be read.
   */
  private boolean hasLater(CoordinateBounds file) {
    return file.lastPartition() < EventLayout.FIRST_FILE
        && IntStream.rangeClosed(file.firstPartition(), file.lastPartition())
            .mapToObj(last::get)
            .allMatch(message -> message != null && message.offset() >= file.lastOffset());
  }

  private void message(RowData row) {
    long offset = row.getLong(1);
    Message message = new Message(offset, row.getTimestamp(2, MICROS).getMillisecond());
    last.merge(row.getInt(0), message, Message::orLater);
    next.merge(row.getInt(0), offset + 1, Math::max);
  }

  private void gaps(Lake lake, long checkpoint, Expression filter) {
    OptionalLong snapshot = snapshot(lake, GapLayout.NAME, checkpoint);
    if (snapshot.isEmpty()) {
      return;
    }
    Table table = lake.table(GapLayout.NAME);
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .useSnapshot(snapshot.getAsLong())
            .select(EventLayout.PARTITION, GapLayout.TO)
            .where(filter)
            .build()) {
      for (Record row : rows) {
        Integer partition = (Integer) row.getField(EventLayout.PARTITION);
        next.merge(partition, (Long) row.getField(GapLayout.TO), Math::max);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
