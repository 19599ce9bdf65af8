package io.tidemark.event;

import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Row of the rejects table ({@link RejectLayout}), read without a Flink job: a message as it came,
 * and the {@link RejectReason} why it was rejected. Replay decides by it what to send again.
 *
 * @param stream name of the stream that the message was read for
 * @param message as it came, with its coordinates
 */
public record Reject(String stream, RejectReason reason, ConsumerRecord<byte[], byte[]> message) {

  /**
   * Reads the rejects of a range of {@code _kafka_timestamp}, one after the other; the caller
   * closes them.
   */
  public static CloseableIterable<Reject> in(Lake lake, TimeRange range) {
    return CloseableIterable.transform(
        IcebergGenerics.read(lake.table(RejectLayout.NAME)).where(range.filter()).build(),
        Reject::of);
  }

  private static Reject of(Record row) {
    byte[] key = bytes(row.getField(RejectLayout.KEY));
    byte[] value = bytes(row.getField(RejectLayout.VALUE));
    OffsetDateTime arrived = (OffsetDateTime) row.getField(EventLayout.KAFKA_TIMESTAMP);
    return new Reject(
        (String) row.getField(RejectLayout.STREAM),
        RejectReason.valueOf((String) row.getField(RejectLayout.REASON)),
        new ConsumerRecord<>(
            (String) row.getField(EventLayout.TOPIC),
            (Integer) row.getField(EventLayout.PARTITION),
            (Long) row.getField(EventLayout.OFFSET),
            arrived.toInstant().toEpochMilli(),
            TimestampType.CREATE_TIME,
            key == null ? ConsumerRecord.NULL_SIZE : key.length,
            value == null ? ConsumerRecord.NULL_SIZE : value.length,
            key,
            value,
            headers((List<?>) row.getField(RejectLayout.HEADERS)),
            Optional.empty()));
  }

  private static RecordHeaders headers(List<?> rows) {
    RecordHeaders headers = new RecordHeaders();
    for (Object row : rows) {
      Record header = (Record) row;
      headers.add((String) header.getField("key"), bytes(header.getField("value")));
    }
    return headers;
  }

  private static byte[] bytes(Object value) {
    if (value == null) {
      return null;
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
