package io.tidemark.event.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectReason;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * Fuzz test of {@link EventDecoder}: whatever the bytes are, a message is an event or a reject that
 * Flink can send on.
 */
class DecoderFuzzTest {

  private static final int MESSAGES = 10_000;

  private static final StreamDefinition STREAM =
      EventDecoderFixture.stream(
          s ->
              s.column("customer_id", "BIGINT NOT NULL")
                  .column("price", "DECIMAL(10, 2)")
                  .column("quantity", "INT")
                  .column("share", "DOUBLE")
                  .column("ok", "BOOLEAN NOT NULL")
                  .column("day", "DATE")
                  .column("seen_at", "TIMESTAMP(6)")
                  .column("raw", "BYTES")
                  .column("city", "STRING", "where.city")
                  .column("tags", "ARRAY<STRING NOT NULL>")
                  .column("sizes", "MAP<STRING, INT NOT NULL>")
                  .column("box", "ROW<a INT NOT NULL, t TIMESTAMP_LTZ(3)>"));

  private static final String[] GOOD = {
    "{\"event_id\":\"e1\",\"occurred_at\":\"2026-03-01T11:59:59.123Z\",\"customer_id\":7,",
    "\"price\":12.34,\"quantity\":5,\"share\":0.25,\"ok\":true,\"day\":\"2026-03-01\",",
    "\"seen_at\":\"2026-03-01T11:59:59.123456\",\"raw\":\"AQID\",\"where\":{\"city\":\"Zürich\"},",
    "\"tags\":[\"a\",\"b\"],\"sizes\":{\"s\":1},\"box\":{\"a\":1,\"t\":\"2026-03-01T11:59:59Z\"}}"
  };

  private static final String[] PIECES = {
    "null",
    "{}",
    "[]",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "1e999999999",
    "-1e-999999999",
    "NaN",
    "9".repeat(40),
    "true",
    ":",
    ",",
    "{",
    "}",
    "[",
    "]",
    "/*",
    "+10000-01-01T00:00:00Z",
    "-",
    ".",
    "\"event_id\":",
    "\"box\":null",
    "\u0000",
    "\ufeff",
    "\ud83d\ude00"
  };

  private final Random random = new Random(20260301);
  private final EventDecoder decoder = EventDecoderFixture.decoder(STREAM);
  private final TypeSerializer<DecodedMessage> serializer =
      DecodedMessageType.of(new EventLayout(STREAM)).createSerializer(new SerializerConfigImpl());

  @Test
  void everyMessageIsAnEventOrAReject() throws Exception {
    byte[] good = String.join("", GOOD).getBytes(StandardCharsets.UTF_8);
    assertThat(decoder.decode(EventDecoderFixture.record(good))).isInstanceOf(Accepted.class);
    int events = 0;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] value = i % 10 == 0 ? noise() : mutated(good);
      DecodedMessage arrival = decoder.decode(EventDecoderFixture.record(value));
      assertThat(bytes(read(bytes(arrival)))).isEqualTo(bytes(arrival));
      if (arrival instanceof Accepted) {
        events++;
      } else {
        assertThat(EventDecoderFixture.reason(arrival.row())).isNotEqualTo(RejectReason.TOMBSTONE);
        assertThat(arrival.row().getBinary(8)).isEqualTo(value);
      }
    }
    assertThat(events).isBetween(MESSAGES / 100, MESSAGES / 2);
  }

  private byte[] bytes(DecodedMessage message) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(message, out);
    return out.getCopyOfBuffer();
  }

  private DecodedMessage read(byte[] bytes) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes));
  }

  private byte[] noise() {
    byte[] value = new byte[random.nextInt(200)];
    random.nextBytes(value);
    return value;
  }

  private byte[] mutated(byte[] good) {
    byte[] value = good;
    for (int change = 0; change <= random.nextInt(3); change++) {
      value = changed(value);
    }
    return value;
  }

  private byte[] changed(byte[] value) {
    int at = random.nextInt(value.length);
    int length = Math.min(random.nextInt(8), value.length - at);
    byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(5)) {
      case 0 -> flipped(value, at);
      case 1 -> spliced(value, at, length, new byte[0]);
      case 2 -> spliced(value, at, 0, Arrays.copyOfRange(value, at, at + length));
      case 3 -> spliced(value, at, length, piece);
      default -> spliced(value, at, value.length - at, piece);
    };
  }

  private byte[] flipped(byte[] value, int at) {
    byte[] flipped = value.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] spliced(byte[] value, int at, int length, byte[] piece) {
    byte[] result = new byte[value.length - length + piece.length];
    System.arraycopy(value, 0, result, 0, at);
    System.arraycopy(piece, 0, result, at, piece.length);
    System.arraycopy(value, at + length, result, at + piece.length, value.length - at - length);
    return result;
  }
}
