package io.tidemark.localkafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the lines of a JSON-lines file to a topic, one message for each line and byte for byte: a
 * line that is no JSON is sent as it is, an empty one as a tombstone. {@link RateLimitedProducer}
 * does the sending.
 */
public final class JsonLinesProducer implements AutoCloseable {

  private final Target target;
  private final RateLimitedProducer producing;

  /**
   * @param client Kafka client properties; {@code bootstrap.servers} among them
   * @param rate messages a second; 0 for as fast as possible
   */
  public JsonLinesProducer(
      Map<String, String> client, Target target, double rate, SendProgressListener progress) {
    this.target = target;
    this.producing = new RateLimitedProducer(client, rate, progress);
  }

  /**
   * Sends a file and returns once all of it is acknowledged.
   *
   * @throws LocalKafkaException where the file cannot be read or Kafka does not take it
   */
  public SendResult send(Path file) {
    try (ByteLineIterator lines = new ByteLineIterator(file)) {
      return send(lines);
    }
  }

  /** Sends the lines and returns once all of them are acknowledged. */
  public SendResult send(Stream<String> lines) {
    return send(lines.map(line -> line.getBytes(StandardCharsets.UTF_8)).iterator());
  }

  private SendResult send(Iterator<byte[]> lines) {
    return producing.send(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return lines.hasNext();
          }

          @Override
          public ProducerRecord<byte[], byte[]> next() {
            return target.message(lines.next());
          }
        });
  }

  @Override
  public void close() {
    producing.close();
  }

  /**
   * Topic of the lines, and the paths of their keys and timestamps.
   *
   * @param topic must exist
   * @param key where the key stands; a line without it has no key
   * @param time where the message's timestamp stands, in ISO-8601; a line without it is dated now
   */
  public record Target(String topic, Optional<JsonPath> key, Optional<JsonPath> time) {

    private ProducerRecord<byte[], byte[]> message(byte[] line) {
      byte[] keyBytes =
          key.flatMap(path -> path.read(line))
              .map(text -> text.getBytes(StandardCharsets.UTF_8))
              .orElse(null);
      Long timestamp = time.flatMap(path -> path.read(line)).flatMap(Target::millis).orElse(null);
      return new ProducerRecord<>(topic, null, timestamp, keyBytes, line.length == 0 ? null : line);
    }

    /** Kafka takes no time before 1970. */
    private static Optional<Long> millis(String text) {
      try {
        long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
        return millis < 0 ? Optional.empty() : Optional.of(millis);
      } catch (DateTimeException | ArithmeticException e) {
        return Optional.empty();
      }
    }
  }
}
