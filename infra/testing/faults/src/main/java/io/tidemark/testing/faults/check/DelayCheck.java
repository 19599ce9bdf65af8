package io.tidemark.testing.faults.check;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.testing.faults.deployment.FaultLog.Held;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Checks that messages which could not be read for a while are not late. A partition that cannot be
 * read is not an idle one, so the watermark has to wait for it; only the few messages that are late
 * anyway may be.
 */
final class DelayCheck {

  private static final double USUAL_SHARE = 0.2;
  private static final int USUAL = 10;

  private DelayCheck() {}

  /** Problems found; none if empty. */
  static List<String> problems(Lake lake, TestWorkspace workspace, List<Held> held)
      throws IOException {
    List<String> problems = new ArrayList<>();
    for (Held range : held) {
      List<String> streams =
          workspace.streamsOf(range.partition().topic()).stream()
              .map(StreamDefinition::name)
              .toList();
      late(lake, range, streams)
          .forEach(
              (set, late) -> {
                if (late > USUAL + USUAL_SHARE * (range.to() - range.from())) {
                  problems.add("%d of %s are late for %s".formatted(late, range, set));
                }
              });
    }
    return problems;
  }

  private static Map<String, Long> late(Lake lake, Held range, List<String> streams)
      throws IOException {
    Expression there =
        Expressions.and(
            Expressions.equal("_kafka_partition", range.partition().partition()),
            Expressions.greaterThanOrEqual("_kafka_offset", range.from()),
            Expressions.lessThan("_kafka_offset", range.to()),
            Expressions.in("stream", streams.toArray()));
    Map<String, List<Long>> late = new TreeMap<>();
    try (CloseableIterable<Record> entries =
        IcebergGenerics.read(lake.table(LateLedger.TABLE)).where(there).build()) {
      for (Record entry : entries) {
        late.computeIfAbsent(
                entry.getField("feature_set") + " from " + entry.getField("stream"),
                s -> new ArrayList<>())
            .add((Long) entry.getField("_kafka_offset"));
      }
    }
    return late.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, e -> e.getValue().stream().distinct().count()));
  }
}
