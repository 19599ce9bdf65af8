package io.tidemark.event;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Layout of an event row and of the event table: the stream's own columns, then the event time and
 * the Kafka coordinates. {@link RejectLayout} is the layout of what is no event.
 *
 * <p>A stream's time column that is itself named {@code event_time} is not written twice.
 */
public final class EventLayout {

  public static final String EVENT_TIME = "event_time";
  public static final String TOPIC = "_kafka_topic";
  public static final String PARTITION = "_kafka_partition";
  public static final String OFFSET = "_kafka_offset";
  public static final String KAFKA_TIMESTAMP = "_kafka_timestamp";

  /**
   * First of the partition numbers that stand for imported files. Both share a column, so that
   * coordinates identify the arrival of an event wherever it came from.
   */
  public static final int FIRST_FILE = 1_000_000;

  private final StreamDefinition stream;
  private final TableLayout table;

  public EventLayout(StreamDefinition stream) {
    this.stream = stream;
    this.table =
        new TableLayout(
            stream.name(), stream.doc(), columns(stream), stream.partitioning(), EVENT_TIME);
  }

  /** The event table. */
  public TableLayout table() {
    return table;
  }

  /** The type of an event row. */
  public RowType rowType() {
    return table.rowType();
  }

  /** Position of the named column in an event row. */
  public int indexOf(String column) {
    return rowType().getFieldIndex(column);
  }

  /** Position of the event time. */
  public int timeIndex() {
    return indexOf(EVENT_TIME);
  }

  /** The stream whose events these are. */
  public StreamDefinition stream() {
    return stream;
  }

  private static List<LayoutColumn> columns(StreamDefinition stream) {
    List<LayoutColumn> columns = new ArrayList<>();
    for (ColumnDefinition column : stream.columns()) {
      boolean isEventTime = column.name().equals(EVENT_TIME);
      LogicalType type = isEventTime ? eventTimeType() : column.type();
      columns.add(new LayoutColumn(column.name(), type, column.doc()));
    }
    if (columns.stream().noneMatch(c -> c.name().equals(EVENT_TIME))) {
      columns.add(
          new LayoutColumn(EVENT_TIME, eventTimeType(), "When it happened: " + stream.time()));
    }
    columns.addAll(coordinates());
    return columns;
  }

  /** TIMESTAMP_LTZ(3) NOT NULL: event time is milliseconds, UTC. */
  public static LogicalType eventTimeType() {
    return new LocalZonedTimestampType(false, 3);
  }

  static List<LayoutColumn> coordinates() {
    return List.of(
        new LayoutColumn(
            TOPIC,
            new VarCharType(false, VarCharType.MAX_LENGTH),
            "Kafka topic; of an imported record, its file"),
        new LayoutColumn(
            PARTITION,
            new IntType(false),
            "Kafka partition; of an imported record, 1000000 and more: its file's number"),
        new LayoutColumn(
            OFFSET,
            new BigIntType(false),
            "Kafka offset; of an imported record, its number, from 0"),
        new LayoutColumn(
            KAFKA_TIMESTAMP,
            new LocalZonedTimestampType(false, 3),
            "Timestamp of the message; of an imported record, when its file was written"));
  }
}
