package io.tidemark.testing.faults.load;

import io.tidemark.quickstart.ShopActivityGenerator;
import io.tidemark.quickstart.ShopMessage;
import io.tidemark.quickstart.ShopMessage.Fate;
import io.tidemark.quickstart.ShopOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Generates messages of a shop without end, some of them late, malformed or repeated; {@link
 * ShopLoad} sends them.
 */
public final class ShopMessageGenerator {

  private static final int EVENTS_A_DAY = 3000;
  private static final int DAYS = 3650;
  private static final int REMEMBERED = 2000;
  private static final double SAID_AGAIN = 0.02;

  private final List<String> topics;
  private final long seed;
  private final Random dice;
  private final List<ShopMessage> recent = new ArrayList<>();
  private Iterator<ShopMessage> messages;
  private int openings;
  private Instant now;

  /**
   * @param topics of the shop that there are; messages of others are left out
   */
  ShopMessageGenerator(List<String> topics, long seed) {
    this.topics = List.copyOf(topics);
    this.seed = seed;
    this.dice = new Random(seed);
    open(ShopOptions.defaults().start());
  }

  private void open(Instant start) {
    ShopOptions options =
        ShopOptions.defaults()
            .withSeed(seed + openings)
            .withEvents((long) EVENTS_A_DAY * DAYS)
            .withSpan(start, DAYS)
            .withTroubles(0.01, 0.002, 0.001);
    messages =
        new ShopActivityGenerator(options)
            .stream().filter(m -> topics.contains(m.topic())).iterator();
    openings++;
    now = start;
  }

  /** The next message, or one of the last again. */
  synchronized ShopMessage next() {
    if (recent.size() == REMEMBERED && dice.nextDouble() < SAID_AGAIN) {
      return recent.get(dice.nextInt(REMEMBERED));
    }
    ShopMessage message = advance();
    if (recent.size() < REMEMBERED) {
      recent.add(message);
    } else {
      recent.set(dice.nextInt(REMEMBERED), message);
    }
    return message;
  }

  /** The next events of a topic, none late; nobody else gets them, nor what is between them. */
  public synchronized List<ShopMessage> take(String topic, int count) {
    List<ShopMessage> taken = new ArrayList<>();
    while (taken.size() < count) {
      ShopMessage message = advance();
      if (message.topic().equals(topic) && message.fate() == Fate.ON_TIME) {
        taken.add(message);
      }
    }
    return taken;
  }

  private ShopMessage advance() {
    ShopMessage message = messages.next();
    now = Instant.ofEpochMilli(message.timestamp());
    return message;
  }

  /**
   * Goes on at a later time, as if all of its clocks were set to it.
   *
   * @param ahead how far ahead of that time, or of its own if that is later
   * @return the new time
   */
  public synchronized Instant jump(Instant time, Duration ahead) {
    open((time.isAfter(now) ? time : now).plus(ahead));
    recent.clear();
    return now;
  }
}
