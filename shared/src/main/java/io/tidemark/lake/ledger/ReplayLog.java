package io.tidemark.lake.ledger;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import io.tidemark.lake.ledger.Replay.Origin;
import io.tidemark.lake.ledger.Replay.Target;
import io.tidemark.lake.write.SingleWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Table of replays: messages that were meant to be sent again, and what became of them. A message
 * is logged as intended before it is sent, so that a run which dies leaves a trace of what to look
 * for.
 *
 * <p>Of several writers one succeeds ({@link SingleWriter}).
 */
public final class ReplayLog {

  /** Name of the table. */
  public static final String TABLE = "replays";

  /** States of a message, in the order of its rows. */
  private enum State {
    INTENDED,
    SENT,
    NOT_SENT
  }

  private static final String RUN = "run_id";
  private static final String STATE = "state";
  private static final String TOPIC = "_kafka_topic";
  private static final String PARTITION = "_kafka_partition";
  private static final String OFFSET = "_kafka_offset";
  private static final String TO_TOPIC = "sent_topic";
  private static final String TO_PARTITION = "sent_partition";
  private static final String SEARCH_FROM = "search_from";
  private static final String SENT_OFFSET = "sent_offset";

  private static final LogicalType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);
  private static final LogicalType INT = new IntType(false);
  private static final LogicalType BIGINT = new BigIntType(false);

  /** What the table looks like. */
  public static final TableLayout LAYOUT =
      new TableLayout(
          TABLE,
          "Rejected messages that were sent again, and where they went: the rows with state SENT.",
          List.of(
              new LayoutColumn(RUN, STRING, "the call of replay, which says when it began"),
              new LayoutColumn(
                  STATE, STRING, "INTENDED: about to be sent; then SENT, or NOT_SENT if it died"),
              new LayoutColumn(TOPIC, STRING, "Kafka topic of the rejected message"),
              new LayoutColumn(PARTITION, INT, "Kafka partition of the rejected message"),
              new LayoutColumn(OFFSET, BIGINT, "Kafka offset of the rejected message"),
              new LayoutColumn(TO_TOPIC, STRING, "topic that it is sent to"),
              new LayoutColumn(TO_PARTITION, INT, "partition that it is sent to"),
              new LayoutColumn(SEARCH_FROM, BIGINT, "offset there before which it cannot be"),
              new LayoutColumn(SENT_OFFSET, BIGINT.copy(true), "its offset there, once SENT")),
          TimePartitioning.NONE,
          "");

  private final Table table;
  private final Map<Origin, Set<String>> sent = new HashMap<>();
  private final Map<String, Replay> open = new LinkedHashMap<>();

  private ReplayLog(Table table) {
    this.table = table;
  }

  /** The replays of a lake as they are now; nothing is written. */
  public static ReplayLog read(Lake lake) {
    ReplayLog replays = new ReplayLog(lake.exists(TABLE) ? lake.table(TABLE) : null);
    if (replays.table != null) {
      replays.load();
    }
    return replays;
  }

  /** The same, to be written to; the table is made if it is missing. */
  public static ReplayLog of(Lake lake) {
    lake.ensure(LAYOUT, Map.of());
    return read(lake);
  }

  /** The topics that a message was sent to again. */
  public Set<String> sentTo(Origin message) {
    return sent.getOrDefault(message, Set.of());
  }

  private void addSent(Replay replay) {
    sent.computeIfAbsent(replay.of(), of -> new HashSet<>()).add(replay.to().topic());
  }

  /** What was meant to be sent by runs of which nobody knows whether they did. */
  public List<Replay> open() {
    return List.copyOf(open.values());
  }

  /** Notes what is about to be sent; it is open from now on. */
  public void intend(List<Replay> replays) {
    append(State.INTENDED, replays);
    replays.forEach(r -> open.put(key(r), r));
  }

  /**
   * Notes what became of some of the open ones.
   *
   * @param found those that are in their topic, with their offsets there
   * @param missing those that are not, and never will be
   */
  public void settle(List<Replay> found, List<Replay> missing) {
    append(State.SENT, found);
    append(State.NOT_SENT, missing);
    found.forEach(this::addSent);
    found.forEach(r -> open.remove(key(r)));
    missing.forEach(r -> open.remove(key(r)));
  }

  private void append(State state, List<Replay> replays) {
    new SingleWriter(table, LAYOUT, this::conflict)
        .append(replays.stream().map(r -> row(state, r)).toList());
  }

  private UserException conflict() {
    return new UserException(
        "table " + table.name(),
        "another replay has written to it",
        "one replay of a namespace runs at a time; what this one has sent is found by the next",
        "tidemark replay shop.yaml, once the other has ended");
  }

  private void load() {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      List<Replay> settled = new ArrayList<>();
      for (Record row : rows) {
        Replay replay = replay(row);
        switch (State.valueOf((String) row.getField(STATE))) {
          case INTENDED -> open.put(key(replay), replay);
          case SENT -> {
            addSent(replay);
            settled.add(replay);
          }
          case NOT_SENT -> settled.add(replay);
        }
      }
      settled.forEach(r -> open.remove(key(r)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(Replay replay) {
    return replay.runId() + " " + replay.of() + " to " + replay.to().topic();
  }

  private static GenericRowData row(State state, Replay replay) {
    return GenericRowData.of(
        StringData.fromString(replay.runId()),
        StringData.fromString(state.name()),
        StringData.fromString(replay.of().topic()),
        replay.of().partition(),
        replay.of().offset(),
        StringData.fromString(replay.to().topic()),
        replay.to().partition(),
        replay.searchFrom(),
        replay.sent().isPresent() ? replay.sent().getAsLong() : null);
  }

  private static Replay replay(Record row) {
    Long offset = (Long) row.getField(SENT_OFFSET);
    return new Replay(
        (String) row.getField(RUN),
        new Origin(
            (String) row.getField(TOPIC),
            (Integer) row.getField(PARTITION),
            (Long) row.getField(OFFSET)),
        new Target((String) row.getField(TO_TOPIC), (Integer) row.getField(TO_PARTITION)),
        (Long) row.getField(SEARCH_FROM),
        offset == null ? OptionalLong.empty() : OptionalLong.of(offset));
  }
}
