package io.tidemark.testing.faults.check;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Checks that every event has exactly one row of a feature set, or an entry in the late ledger;
 * part of {@link OutcomeChecks}.
 */
public final class RowsCheck {

  private final TestWorkspace workspace;
  private final Lake lake;

  /** Identity of an event. */
  private record Event(String stream, Object id, Object time) {}

  public RowsCheck(TestWorkspace workspace, Lake lake) {
    this.workspace = workspace;
    this.lake = lake;
  }

  /** Problems found; none if empty. */
  public List<String> problems(FeatureSet set) throws IOException {
    Set<Event> events = events(set);
    Set<Event> ledger = ledger(set);
    Set<Event> rows = new HashSet<>();
    long[] doubled = {0};
    read(
        set.name(),
        Expressions.alwaysTrue(),
        row -> {
          if (!rows.add(event(row, FeatureLayout.EVENT_STREAM))) {
            doubled[0]++;
          }
        });
    List<String> problems = new ArrayList<>();
    add(problems, doubled[0], set.name() + ": rows that are there twice");
    add(problems, count(rows, events, Set.of()), set.name() + ": rows of no event");
    add(problems, count(events, rows, ledger), set.name() + ": events without row and entry");
    return problems;
  }

  private static void add(List<String> problems, long count, String what) {
    if (count > 0) {
      problems.add(what + ": " + count);
    }
  }

  private static long count(Set<Event> of, Set<Event> without, Set<Event> norThese) {
    return of.stream().filter(e -> !without.contains(e) && !norThese.contains(e)).count();
  }

  private Set<Event> events(FeatureSet set) throws IOException {
    Set<Event> events = new HashSet<>();
    for (FeatureSet.Input input : set.inputs()) {
      StreamDefinition stream = workspace.pipeline().stream(input.stream());
      read(
          stream.name(),
          Expressions.alwaysTrue(),
          row ->
              events.add(
                  new Event(
                      stream.name(),
                      row.getField(stream.id()),
                      row.getField(EventLayout.EVENT_TIME))));
    }
    return events;
  }

  private Set<Event> ledger(FeatureSet set) throws IOException {
    Set<Event> late = new HashSet<>();
    read(
        LateLedger.TABLE,
        Expressions.equal("feature_set", set.name()),
        row -> late.add(event(row, "stream")));
    return late;
  }

  private static Event event(Record row, String streamColumn) {
    return new Event(
        (String) row.getField(streamColumn),
        row.getField(FeatureLayout.EVENT_ID),
        row.getField(FeatureLayout.EVENT_TIME));
  }

  private void read(String table, Expression filter, Consumer<Record> each) throws IOException {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(table)).where(filter).build()) {
      rows.forEach(each);
    }
  }
}
