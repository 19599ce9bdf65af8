package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.workload.EventGenerator;
import io.tidemark.event.EventLayout;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Maps an event's number to its row, column by column by name; {@link EventGenerator} has the
 * values.
 */
final class EventRowMapper implements MapFunction<Long, RowData> {

  private static final long serialVersionUID = 1L;

  private static final StringData TOPIC = StringData.fromString("bench.activity");
  private static final int PARTITIONS = 3;
  private static final int NOTE_LENGTH = 400;
  private static final StringData[] KINDS =
      List.of("view", "cart", "purchase", "review").stream()
          .map(StringData::fromString)
          .toArray(StringData[]::new);

  private final EventGenerator events;
  private final List<String> columns;

  EventRowMapper(EventGenerator events, RowType type) {
    this.events = events;
    this.columns = type.getFieldNames();
  }

  /** The numbers, dated and with watermarks: what all Flink contestants begin with. */
  static DataStream<Long> numbers(
      StreamExecutionEnvironment env, EventGenerator events, Duration outOfOrderness) {
    return env.fromSource(
            new EventNumberSource(events.count()),
            WatermarkStrategy.<Long>forGenerator(
                    context -> new PunctualWatermarkGenerator(outOfOrderness))
                .withTimestampAssigner((number, before) -> events.time(number)),
            "made events",
            Types.LONG)
        .uid("made-events");
  }

  @Override
  public RowData map(Long number) {
    GenericRowData row = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      row.setField(i, value(columns.get(i), number));
    }
    return row;
  }

  /** {@value #NOTE_LENGTH} characters, different for each event, that compress to half of it. */
  private String note(long number) {
    StringBuilder note = new StringBuilder(NOTE_LENGTH);
    for (int i = 0; i < NOTE_LENGTH / 8; i++) {
      note.append(Integer.toHexString(0x10000000 | events.further(number, i, 1 << 28)));
    }
    return note.toString();
  }

  private Object value(String column, long number) {
    return switch (column) {
      case "event_id" -> StringData.fromString(Long.toString(number));
      case "event_time", EventLayout.KAFKA_TIMESTAMP ->
          TimestampData.fromEpochMillis(events.time(number));
      case "customer_id" -> (long) events.customer(number);
      case "amount" -> events.amount(number);
      case "kind" -> KINDS[events.further(number, 0, KINDS.length)];
      case "product" -> StringData.fromString("p" + events.further(number, 1, 1_000));
      case "quantity" -> 1 + events.further(number, 2, 9);
      case "price" -> DecimalData.fromUnscaledLong(100 + events.further(number, 3, 99_900), 10, 2);
      case "note" -> StringData.fromString(note(number));
      case "flag" -> events.further(number, 4, 4) == 0;
      case EventLayout.TOPIC -> TOPIC;
      case EventLayout.PARTITION -> (int) (number % PARTITIONS);
      case EventLayout.OFFSET -> number / PARTITIONS;
      default -> throw new IllegalArgumentException("no value for column " + column);
    };
  }
}
