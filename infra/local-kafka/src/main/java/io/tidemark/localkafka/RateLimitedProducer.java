package io.tidemark.localkafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka producer that sends messages in order, at the pace of a {@link RateLimiter}. It returns
 * when all are acknowledged, or fails with a {@link LocalKafkaException}.
 */
public final class RateLimitedProducer implements AutoCloseable {

  private static final long BETWEEN_PROGRESS = Duration.ofMillis(200).toNanos();

  private final String servers;
  private final Duration patience;
  private final double rate;
  private final SendProgressListener progress;
  private final TopicAdmin topics;
  private final Producer<byte[], byte[]> producer;
  private final Set<String> knownTopics = new HashSet<>();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long lastProgress = System.nanoTime();

  /**
   * @param client Kafka client properties; {@code bootstrap.servers} among them
   * @param rate messages a second; 0 for as fast as possible
   */
  public RateLimitedProducer(
      Map<String, String> client, double rate, SendProgressListener progress) {
    this.servers = client.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
    this.patience = KafkaClientErrors.patience(client);
    this.rate = rate;
    this.progress = progress;
    this.topics = new TopicAdmin(client);
    this.producer =
        KafkaClientErrors.open(servers, () -> new KafkaProducer<>(settings(client, patience)));
  }

  /**
   * Sends all of them and returns once they are acknowledged.
   *
   * @return what was acknowledged by this object so far
   * @throws LocalKafkaException where a topic is missing, no broker answers or a message is refused
   */
  public SendResult send(Iterator<ProducerRecord<byte[], byte[]>> records) {
    RateLimiter limiter = new RateLimiter(rate);
    while (records.hasNext()) {
      limiter.await();
      send(records.next());
    }
    producer.flush();
    failOnError();
    progress.sent(messages.get(), bytes.get());
    return new SendResult(messages.get(), bytes.get());
  }

  private void send(ProducerRecord<byte[], byte[]> next) {
    if (knownTopics.add(next.topic())) {
      topics.require(next.topic());
    }
    int size = next.value() == null ? 0 : next.value().length;
    producer.send(next, (done, error) -> acknowledged(next, size, error));
    failOnError();
    long now = System.nanoTime();
    if (now - lastProgress > BETWEEN_PROGRESS) {
      lastProgress = now;
      progress.sent(messages.get(), bytes.get());
    }
  }

  private void acknowledged(ProducerRecord<byte[], byte[]> message, int size, Exception error) {
    if (error != null) {
      failure.compareAndSet(
          null, error instanceof TimeoutException ? error : named(message, error));
      return;
    }
    messages.incrementAndGet();
    bytes.addAndGet(size);
  }

  private void failOnError() {
    Exception error = failure.get();
    if (error instanceof TimeoutException) {
      throw KafkaClientErrors.silent(servers, patience, error);
    }
    if (error != null) {
      throw new LocalKafkaException(
          "Kafka at "
              + servers
              + " refused a message after "
              + messages.get()
              + " others: "
              + error.getMessage(),
          error);
    }
  }

  /** Kafka names neither the message nor its timestamp. */
  private static Exception named(ProducerRecord<byte[], byte[]> message, Exception error) {
    if (!(error instanceof InvalidTimestampException)) {
      return error;
    }
    String time = message.timestamp() == null ? "now" : text(message.timestamp());
    return new InvalidTimestampException(
        "topic %s takes none dated %s; message.timestamp.before.max.ms and message.timestamp.after.max.ms of the topic bound what it takes"
            .formatted(message.topic(), time),
        error);
  }

  private static String text(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static Map<String, Object> settings(Map<String, String> client, Duration patience) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.remove(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    int millis = (int) patience.toMillis();
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 16);
    return settings;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    topics.close();
  }
}
