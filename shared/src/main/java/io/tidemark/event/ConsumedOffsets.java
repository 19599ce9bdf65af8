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
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** How far a stream's topic has been read, as the tables say. */
public final class ConsumedOffsets {

  private ConsumedOffsets() {}

  /**
   * A message.
   *
   * @param timestamp Kafka's, epoch milliseconds
   */
  public record Message(long offset, long timestamp) {

    /** That with the greater offset. */
    public Message orLater(Message other) {
      return offset < other.offset ? other : this;
    }
  }

  /**
   * The last message of each partition that was an event or a reject as of a checkpoint.
   *
   * @return by number of the partition; those of which there is no message are missing
   */
  public static Map<Integer, Message> last(Lake lake, StreamDefinition stream, long checkpoint) {
    Map<Integer, Message> last = new HashMap<>();
    for (String table : new String[] {stream.name(), RejectLayout.NAME}) {
      if (lake.exists(table)) {
        add(lake.table(table), checkpoint, stream.topic(), last);
      }
    }
    return last;
  }

  private static void add(Table table, long checkpoint, String topic, Map<Integer, Message> last) {
    OptionalLong snapshot = RollBack.snapshotAt(table, checkpoint);
    if (snapshot.isEmpty()) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .useSnapshot(snapshot.getAsLong())
            .select(EventLayout.PARTITION, EventLayout.OFFSET, EventLayout.KAFKA_TIMESTAMP)
            .where(Expressions.equal(EventLayout.TOPIC, topic))
            .build()) {
      for (Record row : rows) {
        last.merge((Integer) row.getField(EventLayout.PARTITION), message(row), Message::orLater);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Message message(Record row) {
    OffsetDateTime arrived = (OffsetDateTime) row.getField(EventLayout.KAFKA_TIMESTAMP);
    return new Message((Long) row.getField(EventLayout.OFFSET), arrived.toInstant().toEpochMilli());
  }
}
