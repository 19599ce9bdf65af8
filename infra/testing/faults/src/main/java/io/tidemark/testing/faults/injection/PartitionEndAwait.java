package io.tidemark.testing.faults.injection;

import io.tidemark.event.EventLayout;
import io.tidemark.lake.Lake;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.process.ConditionAwait;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the ends of partitions, and waits until they can be read or are in the tables; used by
 * {@link TransactionFaults} and {@link LeaderFaults}.
 */
final class PartitionEndAwait {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A job that is behind reads first what the other partitions have had for longer. */
  private static final Duration BEHIND = Duration.ofMinutes(20);

  private static final int POLL_MILLIS = 300;

  private final TestWorkspace workspace;

  PartitionEndAwait(TestWorkspace workspace) {
    this.workspace = workspace;
  }

  /** Behind the last message that Kafka has, open transactions or not. */
  long end(TopicPartition partition) throws Exception {
    return end(partition, IsolationLevel.READ_UNCOMMITTED);
  }

  private long end(TopicPartition partition, IsolationLevel level) throws Exception {
    try (Admin admin = workspace.admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  /** Returns when no transaction keeps back what is behind that offset. */
  void awaitReadable(TopicPartition partition, long offset) throws Exception {
    ConditionAwait.until(
        "nothing holds %s back at %d".formatted(partition, offset),
        PATIENCE,
        POLL_MILLIS,
        () -> end(partition, IsolationLevel.READ_COMMITTED) > offset);
  }

  /** Returns when the event tables of all streams of its topic have an offset. */
  void awaitInTables(TopicPartition partition, long offset) throws Exception {
    ConditionAwait.until(
        "the tables have offset %d of %s".formatted(offset, partition),
        BEHIND,
        POLL_MILLIS,
        () -> isInTables(partition, offset));
  }

  private boolean isInTables(TopicPartition partition, long offset) throws IOException {
    try (Lake lake = workspace.lake()) {
      for (var stream : workspace.streamsOf(partition.topic())) {
        if (!isIn(lake, stream.name(), partition, offset)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isIn(Lake lake, String table, TopicPartition partition, long offset)
      throws IOException {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(table))
            .where(Expressions.equal(EventLayout.PARTITION, partition.partition()))
            .where(Expressions.equal(EventLayout.OFFSET, offset))
            .select(EventLayout.OFFSET)
            .build()) {
      return rows.iterator().hasNext();
    }
  }
}
