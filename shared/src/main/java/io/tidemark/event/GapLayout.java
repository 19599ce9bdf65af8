package io.tidemark.event;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Layout of the table {@code offset_gaps}: ranges of offsets that Kafka never delivered, so that
 * every offset is in an event, a reject or a gap. Each has its {@link GapReason}.
 */
public final class GapLayout {

  /** Name of the table. */
  public static final String NAME = "offset_gaps";

  public static final String STREAM = "stream";
  public static final String REASON = "reason";
  public static final String FROM = "from_offset";
  public static final String TO = "to_offset";

  private static final VarCharType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);

  private GapLayout() {}

  /** The table of a pipeline. */
  public static TableLayout table() {
    return new TableLayout(
        NAME,
        "Offsets that Kafka did not deliver, with the reason.",
        List.of(
            new LayoutColumn(STREAM, STRING, "Stream that the topic was read for"),
            new LayoutColumn(REASON, STRING, "Why there was no message"),
            new LayoutColumn(EventLayout.TOPIC, STRING, "Kafka topic"),
            new LayoutColumn(EventLayout.PARTITION, new IntType(false), "Kafka partition"),
            new LayoutColumn(FROM, new BigIntType(false), "First offset"),
            new LayoutColumn(TO, new BigIntType(false), "Offset after the last one")),
        TimePartitioning.NONE,
        "");
  }

  /**
   * Row for a range of offsets.
   *
   * @param from first offset
   * @param to offset after the last one
   */
  public static RowData row(
      String stream, GapReason reason, String topic, int partition, long from, long to) {
    return GenericRowData.of(
        StringData.fromString(stream),
        StringData.fromString(reason.name()),
        StringData.fromString(topic),
        partition,
        from,
        to);
  }
}
