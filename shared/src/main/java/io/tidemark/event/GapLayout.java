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

/** The table of the offsets that were never delivered: neither events nor rejects. */
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
   * A row of it.
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
