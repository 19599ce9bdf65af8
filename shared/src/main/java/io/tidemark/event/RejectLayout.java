package io.tidemark.event;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Layout of the rejects table: messages as they came, with their coordinates, a {@link
 * RejectReason} and its detail. Nothing of a message is lost, so that it can be replayed once it
 * can be accepted.
 */
public final class RejectLayout {

  public static final String NAME = "rejects";
  public static final String STREAM = "stream";
  public static final String REASON = "reason";
  public static final String DETAIL = "detail";
  public static final String KEY = "message_key";
  public static final String VALUE = "message_value";
  public static final String HEADERS = "headers";

  private static final LogicalType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);
  private static final LogicalType BYTES = new VarBinaryType(true, VarBinaryType.MAX_LENGTH);
  private static final LogicalType HEADERS_TYPE =
      new ArrayType(
          false,
          new RowType(
              false,
              List.of(new RowType.RowField("key", STRING), new RowType.RowField("value", BYTES))));

  private RejectLayout() {}

  /** The rejects table of a pipeline. */
  public static TableLayout table() {
    List<LayoutColumn> columns = new ArrayList<>();
    columns.add(new LayoutColumn(STREAM, STRING, "Stream that the message was read for"));
    columns.add(new LayoutColumn(REASON, STRING, "Kind of defect"));
    columns.add(new LayoutColumn(DETAIL, STRING, "What exactly is wrong"));
    columns.addAll(EventLayout.coordinates());
    columns.add(new LayoutColumn(KEY, BYTES, "Key as it came"));
    columns.add(new LayoutColumn(VALUE, BYTES, "Value as it came; NULL: a tombstone"));
    columns.add(new LayoutColumn(HEADERS, HEADERS_TYPE, "Headers as they came"));
    return new TableLayout(
        NAME,
        "Messages that could not be accepted, whole, with the reason",
        columns,
        TimePartitioning.DAYS,
        EventLayout.KAFKA_TIMESTAMP);
  }

  /** Row of a message that was read for a stream. */
  public static RowData row(
      String stream, ConsumerRecord<byte[], byte[]> message, RejectedException cause) {
    return GenericRowData.of(
        StringData.fromString(stream),
        StringData.fromString(cause.reason().name()),
        StringData.fromString(cause.getMessage()),
        StringData.fromString(message.topic()),
        message.partition(),
        message.offset(),
        TimestampData.fromEpochMillis(message.timestamp()),
        message.key(),
        message.value(),
        headers(message));
  }

  private static GenericArrayData headers(ConsumerRecord<byte[], byte[]> message) {
    List<RowData> rows = new ArrayList<>();
    for (Header header : message.headers()) {
      rows.add(GenericRowData.of(StringData.fromString(header.key()), header.value()));
    }
    return new GenericArrayData(rows.toArray());
  }
}
