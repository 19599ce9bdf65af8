package io.tidemark.event.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.definition.parser.StreamBuilder;
import io.tidemark.event.RejectReason;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Fixture of decoding: streams, messages, and the rows that {@link EventDecoder} makes of them. */
public final class EventDecoderFixture {

  /** Timestamp of all messages in Kafka. */
  public static final long ARRIVED = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  static final byte[] KEY = {7, 0, -1};

  private EventDecoderFixture() {}

  /** A stream that has an id and a time, and what the caller adds. */
  public static StreamDefinition stream(Consumer<StreamBuilder> more) {
    return bare(
        s ->
            more.accept(
                s.column("event_id", "STRING NOT NULL")
                    .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                    .id("event_id")
                    .time("occurred_at")));
  }

  public static StreamDefinition bare(Consumer<StreamBuilder> settings) {
    return PipelineBuilder.named("shop").stream(
        "activity", s -> settings.accept(s.topic("shop.activity")))
        .build()
        .stream("activity");
  }

  /** A stream of one more column, {@code v}, of that type. */
  public static StreamDefinition streamOf(String type) {
    return stream(s -> s.column("v", type));
  }

  /** A good message, with a value of {@code v} written in JSON. */
  public static String message(String v) {
    return "{\"event_id\":\"e1\",\"occurred_at\":\"2026-03-01T11:59:59.123Z\",\"v\":" + v + "}";
  }

  public static EventDecoder decoder(StreamDefinition stream) {
    EventDecoder decoder = new EventDecoder(stream, Optional.empty());
    try {
      decoder.open(new SimpleCounter());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return decoder;
  }

  public static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return record(value, ARRIVED);
  }

  public static ConsumerRecord<byte[], byte[]> record(byte[] value, long arrived) {
    return new ConsumerRecord<>(
        "shop.activity",
        3,
        42,
        arrived,
        TimestampType.CREATE_TIME,
        KEY.length,
        value == null ? -1 : value.length,
        KEY,
        value,
        new RecordHeaders().add("trace", new byte[] {1, 2}).add("empty", null),
        Optional.empty());
  }

  /** Row of an event, which the message has to be. */
  public static RowData accepted(DecodedMessage message) {
    assertThat(message).as(() -> detail(message)).isInstanceOf(Accepted.class);
    return message.row();
  }

  /** Row of a reject, which the message has to be. */
  public static RowData rejected(DecodedMessage message) {
    assertThat(message).isInstanceOf(Rejected.class);
    return message.row();
  }

  public static RowData event(StreamDefinition stream, String json) {
    return accepted(decoder(stream).decode(record(json.getBytes(StandardCharsets.UTF_8))));
  }

  static RowData reject(StreamDefinition stream, byte[] value) {
    return rejected(decoder(stream).decode(record(value)));
  }

  static RowData reject(StreamDefinition stream, String json) {
    return reject(stream, json.getBytes(StandardCharsets.UTF_8));
  }

  public static RejectReason reason(RowData reject) {
    return RejectReason.valueOf(reject.getString(1).toString());
  }

  public static String detail(RowData reject) {
    return reject.getString(2).toString();
  }

  private static String detail(DecodedMessage arrival) {
    return arrival instanceof Rejected ? detail(arrival.row()) : "";
  }
}
