package io.tidemark.lake.ledger;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Table of late events: a row for each feature set and late event, with the range of rows that the
 * event made stale. The live job appends, {@link LateLedgerReader} reads.
 */
public final class LateLedger {

  /** Name of the table. */
  public static final String TABLE = "late_events";

  static final String FEATURE_SET = "feature_set";
  static final String STREAM = "stream";
  static final String STALE_FROM = "stale_from";
  static final String STALE_TO = "stale_to";

  private static final LogicalType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);
  private static final LogicalType TIME = new LocalZonedTimestampType(false, 3);

  /** What the table looks like. */
  public static final TableLayout LAYOUT =
      new TableLayout(
              TABLE,
              "Events that came after rows which should have seen them; heal recomputes those rows.",
              List.of(
                  new LayoutColumn(FEATURE_SET, STRING, "the feature set"),
                  new LayoutColumn(
                      "entity",
                      new MapType(false, STRING, STRING),
                      "whose rows: its columns as text"),
                  new LayoutColumn("event_time", TIME, "when the event happened"),
                  new LayoutColumn(STREAM, STRING, "the event's stream"),
                  new LayoutColumn("event_id", STRING, "the event's id"),
                  new LayoutColumn("_kafka_partition", new IntType(false), "Kafka partition"),
                  new LayoutColumn("_kafka_offset", new BigIntType(false), "Kafka offset"),
                  new LayoutColumn(STALE_FROM, TIME, "event_time of the first row that lacks it"),
                  new LayoutColumn(
                      STALE_TO,
                      TIME.copy(true),
                      "event_time of the last row that lacks it; NULL: those to come lack it too"),
                  new LayoutColumn(
                      "final_up_to",
                      TIME.copy(true),
                      "up to where the set's rows were final when it came; NULL: input was complete")),
              TimePartitioning.NONE,
              "")
          .sortedBy(List.of(FEATURE_SET, "event_time"));

  private LateLedger() {}
}
