package io.tidemark.ingestion.replay;

import io.tidemark.lake.ledger.Replay;
import io.tidemark.lake.ledger.Replay.Origin;
import io.tidemark.lake.ledger.Replay.Target;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Rejected message as it is sent again: key, value, headers and timestamp as they came, and two
 * more headers that name the replay. A message that was replayed several times has them several
 * times, its first origin first. {@link ReplayRouter} makes it, {@link ReplayedMessageScan} finds
 * it.
 *
 * @param record the message to send
 */
record ReplayMessage(Origin of, ProducerRecord<byte[], byte[]> record) {

  /** Header: coordinates of the rejected message, as {@code topic-partition-offset}. */
  static final String OF = "tidemark.replay.of";

  /** Header: id of the run that sent it. */
  static final String RUN = "tidemark.replay.run";

  /** The reject, on its way to that place. */
  static ReplayMessage of(ConsumerRecord<byte[], byte[]> reject, Target to, String runId) {
    Origin origin = new Origin(reject.topic(), reject.partition(), reject.offset());
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            to.topic(),
            to.partition(),
            Math.max(0, reject.timestamp()),
            reject.key(),
            reject.value(),
            reject.headers());
    record.headers().add(OF, utf8(origin.toString())).add(RUN, utf8(runId));
    return new ReplayMessage(origin, record);
  }

  /** Whether a replay has sent a message with these headers. */
  static boolean isReplay(Headers headers) {
    return headers.lastHeader(OF) != null;
  }

  /** Name of the replay that has sent a message; empty text for any other message. */
  static String name(ConsumerRecord<byte[], byte[]> message) {
    Headers headers = message.headers();
    return isReplay(headers)
        ? name(text(headers.lastHeader(RUN)), text(headers.lastHeader(OF)), message.topic())
        : "";
  }

  /** One run may send a message to several topics, for the streams that read them. */
  private static String name(String runId, String of, String to) {
    return runId + " " + of + " to " + to;
  }

  /** The same, as the table of replays has it. */
  static String name(Replay replay) {
    return name(replay.runId(), replay.of().toString(), replay.to().topic());
  }

  /** Entry for the table of replays, written before the message is sent. */
  Replay intent(String runId, long end) {
    Target to = new Target(record.topic(), record.partition());
    return new Replay(runId, of, to, end, OptionalLong.empty());
  }

  /** Bytes of key and value. */
  long size() {
    return length(record.key()) + length(record.value());
  }

  private static long length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Header header) {
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
