package io.tidemark.event;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.lake.Lake;
import io.tidemark.lake.RollBack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * How far a stream's topic has been read, as the tables say.
 *
 * @param last by partition, the last message that was an event or a reject
 * @param next by partition, the offset behind all that was one or was passed over, as markers of
 *     transactions are
 */
public record ConsumedOffsets(Map<Integer, Message> last, Map<Integer, Long> next) {

  private static final Expression OF_KAFKA =
      Expressions.lessThan(EventLayout.PARTITION, EventLayout.FIRST_FILE);

  /**
   * A message.
   *
   * @param timestamp Kafka's, epoch milliseconds
   */
  public record Message(long offset, long timestamp) {

    /** That with the greater offset. */
    Message orLater(Message other) {
      return offset < other.offset ? other : this;
    }
  }

  /** As of a checkpoint; partitions of which there is nothing are missing. */
  public static ConsumedOffsets of(Lake lake, StreamDefinition stream, long checkpoint) {
    Expression ofTopic =
        Expressions.and(OF_KAFKA, Expressions.equal(EventLayout.TOPIC, stream.topic()));
    Expression ofStream =
        Expressions.and(ofTopic, Expressions.equal(RejectLayout.STREAM, stream.name()));
    ConsumedOffsets consumed = new ConsumedOffsets(new HashMap<>(), new HashMap<>());
    String[] message = {EventLayout.PARTITION, EventLayout.OFFSET, EventLayout.KAFKA_TIMESTAMP};
    String[] gap = {EventLayout.PARTITION, GapLayout.TO};
    Consumer<Record> messages = consumed::message;
    read(lake, stream.name(), checkpoint, ofTopic, message, messages);
    read(lake, RejectLayout.NAME, checkpoint, ofStream, message, messages);
    read(lake, GapLayout.NAME, checkpoint, ofStream, gap, consumed::gap);
    return consumed;
  }

  private static void read(
      Lake lake,
      String name,
      long checkpoint,
      Expression filter,
      String[] columns,
      Consumer<Record> taker) {
    if (!lake.exists(name)) {
      return;
    }
    Table table = lake.table(name);
    OptionalLong snapshot = RollBack.snapshotAt(table, checkpoint);
    if (snapshot.isEmpty()) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .useSnapshot(snapshot.getAsLong())
            .select(columns)
            .where(filter)
            .build()) {
      rows.forEach(taker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void message(Record row) {
    OffsetDateTime arrived = (OffsetDateTime) row.getField(EventLayout.KAFKA_TIMESTAMP);
    Message message =
        new Message((Long) row.getField(EventLayout.OFFSET), arrived.toInstant().toEpochMilli());
    Integer partition = (Integer) row.getField(EventLayout.PARTITION);
    last.merge(partition, message, Message::orLater);
    next.merge(partition, message.offset() + 1, Math::max);
  }

  private void gap(Record row) {
    next.merge(
        (Integer) row.getField(EventLayout.PARTITION),
        (Long) row.getField(GapLayout.TO),
        Math::max);
  }
}
