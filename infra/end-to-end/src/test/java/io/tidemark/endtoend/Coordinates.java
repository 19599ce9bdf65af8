package io.tidemark.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Where a message was in Kafka. */
record Coordinates(String topic, int partition, long offset) {

  /** Those of every row of an event or reject table. */
  static List<Coordinates> in(Table table) throws IOException {
    List<Coordinates> all = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .select("_kafka_topic", "_kafka_partition", "_kafka_offset")
            .build()) {
      for (Record row : rows) {
        all.add(
            new Coordinates(
                (String) row.getField("_kafka_topic"),
                (int) row.getField("_kafka_partition"),
                (long) row.getField("_kafka_offset")));
      }
    }
    return all;
  }
}
