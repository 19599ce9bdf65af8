package io.tidemark.faults;

import io.tidemark.local.Pace;
import io.tidemark.quickstart.ShopActivity;
import io.tidemark.quickstart.ShopMessage;
import io.tidemark.quickstart.ShopOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A shop that goes on whatever happens: events at a steady pace, some out of order, late, malformed
 * or sent again; knows what Kafka has acknowledged.
 */
final class Load implements AutoCloseable {

  private static final int EVENTS_A_DAY = 3000;
  private static final int DAYS = 3650;
  private static final int REMEMBERED = 2000;
  private static final double SENT_AGAIN = 0.02;

  private final Iterator<ShopMessage> messages;
  private final Pace pace;
  private final Random dice;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Offsets acknowledged = new Offsets();
  private final List<ShopMessage> recent = new ArrayList<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "load");
  private long sent;
  private volatile boolean ending;

  /**
   * @param topics of the shop that there are; messages of others are left out
   * @param rate messages a second
   */
  Load(String bootstrapServers, List<String> topics, long seed, double rate) {
    ShopOptions options =
        ShopOptions.defaults()
            .withSeed(seed)
            .withEvents((long) EVENTS_A_DAY * DAYS)
            .withSpan(ShopOptions.defaults().start(), DAYS)
            .withTroubles(0.01, 0.002, 0.001);
    messages =
        new ShopActivity(options).stream().filter(m -> topics.contains(m.topic())).iterator();
    pace = new Pace(rate);
    dice = new Random(seed);
    producer = new KafkaProducer<>(settings(bootstrapServers));
  }

  /** An idempotent producer that waits for a broker as long as it takes. */
  private static Map<String, Object> settings(String bootstrapServers) {
    int patience = (int) Duration.ofMinutes(20).toMillis();
    return Map.of(
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
        2000);
  }

  void start() {
    thread.start();
  }

  /** Ends; returns once all is acknowledged. */
  void end() throws Exception {
    ending = true;
    thread.join();
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("the load failed", failure.get());
    }
    if (acknowledged.size() != sent) {
      throw new IllegalStateException(
          "%d messages were sent, %d acknowledged".formatted(sent, acknowledged.size()));
    }
  }

  Offsets acknowledged() {
    return acknowledged;
  }

  private void run() {
    try {
      while (!ending && failure.get() == null) {
        pace.await();
        send(next());
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private ShopMessage next() {
    if (recent.size() == REMEMBERED && dice.nextDouble() < SENT_AGAIN) {
      return recent.get(dice.nextInt(REMEMBERED));
    }
    ShopMessage message = messages.next();
    if (recent.size() < REMEMBERED) {
      recent.add(message);
    } else {
      recent.set(dice.nextInt(REMEMBERED), message);
    }
    return message;
  }

  private void send(ShopMessage message) {
    sent++;
    producer.send(
        new ProducerRecord<>(
            message.topic(), null, message.timestamp(), message.key(), message.value()),
        this::done);
  }

  private void done(RecordMetadata place, Exception error) {
    if (error != null) {
      failure.compareAndSet(null, error);
    } else if (!acknowledged.add(
        new TopicPartition(place.topic(), place.partition()), place.offset())) {
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
