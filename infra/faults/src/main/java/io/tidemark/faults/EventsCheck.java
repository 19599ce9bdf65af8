package io.tidemark.faults;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.common.TopicPartition;

/** Which messages are in the event tables and in the rejects. */
final class EventsCheck {

  private final Offsets found = new Offsets();
  private long doubled;

  private EventsCheck() {}

  static EventsCheck of(Site site) throws IOException {
    EventsCheck check = new EventsCheck();
    try (Lake lake = site.lake()) {
      for (StreamDefinition stream : site.pipeline().streams()) {
        check.read(lake, stream.name());
      }
      check.read(lake, RejectLayout.table().name());
    }
    return check;
  }

  private void read(Lake lake, String table) throws IOException {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(table))
            .select(EventLayout.TOPIC, EventLayout.PARTITION, EventLayout.OFFSET)
            .build()) {
      for (Record row : rows) {
        TopicPartition partition =
            new TopicPartition(
                (String) row.getField(EventLayout.TOPIC),
                (int) row.getField(EventLayout.PARTITION));
        doubled += found.add(partition, (long) row.getField(EventLayout.OFFSET)) ? 0 : 1;
      }
    }
  }

  Offsets found() {
    return found;
  }

  /**
   * Whether each message is there once; nothing if empty.
   *
   * @param acknowledged by Kafka when they were sent
   * @param kept what Kafka has; it may be more: a producer that does not hear back repeats
   */
  List<String> problems(Offsets acknowledged, Offsets kept) {
    List<String> problems = new ArrayList<>();
    acknowledged.without(kept).forEach(range -> problems.add("Kafka has lost " + range));
    kept.without(found).forEach(range -> problems.add("lost: " + range));
    found.without(kept).forEach(range -> problems.add("never sent: " + range));
    if (doubled > 0) {
      problems.add("messages that are there twice: " + doubled);
    }
    return problems;
  }
}
