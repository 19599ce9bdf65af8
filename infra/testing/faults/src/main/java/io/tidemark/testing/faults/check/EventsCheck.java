package io.tidemark.testing.faults.check;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.lake.Lake;
import io.tidemark.testing.faults.deployment.FaultLog;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.load.MessageOffsets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the messages that Kafka has acknowledged with those in event tables and rejects, for
 * each stream. {@link FaultLog} knows which of them faults have deleted.
 */
public final class EventsCheck {

  private final Map<String, MessageOffsets> found = new TreeMap<>();
  private final Map<String, String> topics = new TreeMap<>();
  private long doubled;

  private EventsCheck() {}

  public static EventsCheck of(TestWorkspace workspace) throws IOException {
    EventsCheck check = new EventsCheck();
    try (Lake lake = workspace.lake()) {
      for (StreamDefinition stream : workspace.pipeline().streams()) {
        check.topics.put(stream.name(), stream.topic());
        check.found.put(stream.name(), new MessageOffsets());
        check.read(lake, stream.name(), row -> stream.name());
      }
      String rejects = RejectLayout.table().name();
      check.read(lake, rejects, row -> (String) row.getField(RejectLayout.STREAM));
    }
    return check;
  }

  private void read(Lake lake, String table, Function<Record, String> stream) throws IOException {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(lake.table(table)).build()) {
      for (Record row : rows) {
        TopicPartition partition =
            new TopicPartition(
                (String) row.getField(EventLayout.TOPIC),
                (int) row.getField(EventLayout.PARTITION));
        long offset = (long) row.getField(EventLayout.OFFSET);
        doubled += found.get(stream.apply(row)).add(partition, offset) ? 0 : 1;
      }
    }
  }

  /** Of all streams. */
  public MessageOffsets found() {
    MessageOffsets all = new MessageOffsets();
    found.values().forEach(all::addAll);
    return all;
  }

  /**
   * Whether each message is there once for every stream of its topic; nothing if empty.
   *
   * @param acknowledged by Kafka when they were sent
   * @param kept what Kafka has; it may be more: a producer that does not hear back repeats
   * @param witness of what Kafka has no longer
   */
  public List<String> problems(MessageOffsets acknowledged, MessageOffsets kept, FaultLog witness) {
    List<String> problems = new ArrayList<>();
    acknowledged
        .without(kept.with(witness.deleted()))
        .forEach(range -> problems.add("Kafka has lost " + range));
    topics.forEach(
        (stream, topic) ->
            problems.addAll(problems(stream, kept.of(topic).with(witness.deleted(stream)))));
    if (doubled > 0) {
      problems.add("messages that are there twice: " + doubled);
    }
    return problems;
  }

  private List<String> problems(String stream, MessageOffsets expected) {
    List<String> problems = new ArrayList<>();
    MessageOffsets its = found.get(stream);
    expected.without(its).forEach(range -> problems.add("lost: " + stream + " " + range));
    its.without(expected).forEach(range -> problems.add("never sent: " + stream + " " + range));
    return problems;
  }
}
