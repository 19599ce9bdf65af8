package io.tidemark.quickstart;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.quickstart.ShopMessage.Fate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Turns a {@link ShopEvent} into the {@link ShopMessage}s that arrive at Kafka: delayed, sometimes
 * twice, sometimes malformed.
 */
final class MessageTransport {

  private static final MalformationKind[] MALFORMATIONS = MalformationKind.values();
  private static final long LEAST_LATENESS = Duration.ofMinutes(10).toMillis();
  private static final long MOST_LATENESS = Duration.ofHours(6).toMillis();

  private final JsonFactory json = new JsonFactory();
  private final SeededRandomGenerator dice;
  private final ShopOptions options;
  private final long disorder;

  MessageTransport(ShopOptions options, SeededRandomGenerator dice) {
    this.dice = dice;
    this.options = options;
    this.disorder = options.disorder().toMillis();
  }

  /** Hands over everything that arrives because of the event. */
  void send(ShopEvent event, Consumer<ShopMessage> kafka) {
    byte[] value = json(event);
    boolean late = dice.happens(options.late());
    long delay = late ? lateness() : dice.between(0, disorder);
    kafka.accept(message(event, value, delay, late ? Fate.LATE : Fate.ON_TIME));
    if (dice.happens(options.resent())) {
      long again = delay + dice.between(0, Math.max(0, disorder - delay));
      kafka.accept(message(event, value, again, Fate.RESENT));
    }
    if (dice.happens(options.malformed())) {
      byte[] spoiled = dice.oneOf(MALFORMATIONS).spoil(value);
      kafka.accept(message(event, spoiled, dice.between(0, disorder), Fate.MALFORMED));
    }
  }

  private long lateness() {
    return disorder + dice.between(LEAST_LATENESS, MOST_LATENESS);
  }

  private static ShopMessage message(ShopEvent event, byte[] value, long delay, Fate fate) {
    byte[] key = Long.toString(event.customer()).getBytes(StandardCharsets.UTF_8);
    return new ShopMessage(event.topic(), key, value, event.time() + delay, fate);
  }

  private byte[] json(ShopEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = json.createGenerator(bytes, JsonEncoding.UTF8)) {
      generator.writeStartObject();
      event.write(generator);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
