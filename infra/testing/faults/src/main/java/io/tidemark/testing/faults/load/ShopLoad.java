package io.tidemark.testing.faults.load;

import io.tidemark.localkafka.RateLimiter;
import io.tidemark.quickstart.ShopMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Load generator that sends messages of a shop ({@link ShopMessageGenerator}) at a steady rate,
 * whatever happens to the broker, and notes which ones Kafka has acknowledged ({@link
 * MessageOffsets}).
 */
public final class ShopLoad implements AutoCloseable {

  private final ShopMessageGenerator shop;
  private final RateLimiter limiter;
  private final KafkaProducer<byte[], byte[]> producer;
  private final MessageOffsets acknowledged = new MessageOffsets();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "load");
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean ending;

  /**
   * @param topics of the shop that there are; messages of others are left out
   * @param rate messages a second
   */
  public ShopLoad(String bootstrapServers, List<String> topics, long seed, double rate) {
    this(bootstrapServers, topics, seed, rate, Map.of());
  }

  private ShopLoad(
      String servers, List<String> topics, long seed, double rate, Map<String, Object> more) {
    shop = new ShopMessageGenerator(topics, seed);
    limiter = new RateLimiter(rate);
    Map<String, Object> settings = settings(servers);
    settings.putAll(more);
    producer = new KafkaProducer<>(settings);
  }

  /** The same that leaves one partition of every topic to others. */
  public static ShopLoad sparingOne(String servers, List<String> topics, long seed, double rate) {
    return new ShopLoad(
        servers, topics, seed, rate, Map.of("partitioner.class", BusyPartitioner.class));
  }

  /** An idempotent producer that waits for a broker as long as it takes. */
  private static Map<String, Object> settings(String bootstrapServers) {
    int patience = (int) Duration.ofMinutes(20).toMillis();
    return new HashMap<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "enable.idempotence",
            true,
            "acks",
            "all",
            "key.serializer",
            ByteArraySerializer.class,
            "value.serializer",
            ByteArraySerializer.class,
            "max.block.ms",
            patience,
            "delivery.timeout.ms",
            patience,
            "metadata.max.age.ms",
            2000));
  }

  public void start() {
    thread.start();
  }

  /** Ends; returns once all is acknowledged. */
  public void end() throws Exception {
    ending = true;
    thread.join();
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("the load failed", failure.get());
    }
    if (acknowledged.size() != sent.get()) {
      throw new IllegalStateException(
          "%d messages were sent, %d acknowledged".formatted(sent.get(), acknowledged.size()));
    }
  }

  /** Generator of the messages. */
  public ShopMessageGenerator shop() {
    return shop;
  }

  public MessageOffsets acknowledged() {
    return acknowledged;
  }

  /** Counts messages that another producer has sent. */
  public void acknowledge(List<RecordMetadata> places) {
    sent.addAndGet(places.size());
    places.forEach(this::acknowledge);
  }

  private void run() {
    try {
      while (!ending && failure.get() == null) {
        limiter.await();
        send(shop.next());
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(ShopMessage message) {
    sent.incrementAndGet();
    producer.send(
        new ProducerRecord<>(
            message.topic(), null, message.timestamp(), message.key(), message.value()),
        this::done);
  }

  private void done(RecordMetadata place, Exception error) {
    if (error != null) {
      failure.compareAndSet(null, error);
    } else {
      acknowledge(place);
    }
  }

  private void acknowledge(RecordMetadata place) {
    if (!acknowledged.add(new TopicPartition(place.topic(), place.partition()), place.offset())) {
      failure.compareAndSet(null, new IllegalStateException("acknowledged twice: " + place));
    }
  }

  @Override
  public void close() {
    ending = true;
    thread.interrupt();
    producer.close(Duration.ZERO);
  }
}
