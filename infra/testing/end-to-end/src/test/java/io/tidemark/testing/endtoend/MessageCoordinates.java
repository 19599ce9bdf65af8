package io.tidemark.testing.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Topic, partition and offset of a message, as rows of event and reject tables have them. */
public record MessageCoordinates(String topic, int partition, long offset) {

  /** Reads the coordinates of every row of an event or reject table. */
  public static List<MessageCoordinates> in(Table table) throws IOException {
    List<MessageCoordinates> all = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .select("_kafka_topic", "_kafka_partition", "_kafka_offset")
            .build()) {
      for (Record row : rows) {
        all.add(
            new MessageCoordinates(
                (String) row.getField("_kafka_topic"),
                (int) row.getField("_kafka_partition"),
                (long) row.getField("_kafka_offset")));
      }
    }
    return all;
  }
}
