package io.tidemark.testing.endtoend;

import io.tidemark.quickstart.ShopActivityGenerator;
import io.tidemark.quickstart.ShopMessage;
import io.tidemark.quickstart.ShopMessage.Fate;
import io.tidemark.quickstart.ShopOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Messages of the shop that all runs share ({@link ShopActivityGenerator}): out of order within the
 * bound, some repeated, some malformed, none late; long enough for every window to slide. {@code
 * -Dtidemark.shop.events} and {@code -Dtidemark.shop.days} make it larger.
 *
 * @param all in the order of arrival
 */
public record ShopMessages(List<ShopMessage> all) {

  public static final Instant START = Instant.parse("2026-02-09T00:00:00Z");
  static final int DAYS = Integer.getInteger("tidemark.shop.days", 34);
  static final Instant END = START.plus(Duration.ofDays(DAYS + 1));
  static final int EVENTS = Integer.getInteger("tidemark.shop.events", 30_000);

  private static final Duration DISORDER = Duration.ofSeconds(5);

  static ShopMessages generate() {
    ShopOptions options =
        ShopOptions.defaults()
            .withEvents(EVENTS)
            .withSpan(START, DAYS)
            .withDisorder(DISORDER)
            .withTroubles(0.01, 0.002, 0);
    return new ShopMessages(new ShopActivityGenerator(options).stream().toList());
  }

  /** Number of events, each counted once. */
  long events(String topic) {
    return count(topic, Fate.ON_TIME);
  }

  /** Number of arrivals that are events. */
  public long accepted(String topic) {
    return count(topic, Fate.ON_TIME) + count(topic, Fate.RESENT);
  }

  public long malformed() {
    return all.stream().filter(m -> m.fate() == Fate.MALFORMED).count();
  }

  public List<ShopMessage> until(int split) {
    return all.subList(0, split);
  }

  List<ShopMessage> from(int split) {
    return all.subList(split, all.size());
  }

  int half() {
    return all.size() / 2;
  }

  /**
   * Past the half, the first message of which all events are newer than all events before it: one
   * that nothing arrives ahead of for longer than the disorder.
   */
  int halfAtQuietMoment() {
    for (int i = half(); i < all.size(); i++) {
      if (all.get(i).timestamp() - all.get(i - 1).timestamp() > DISORDER.toMillis()) {
        return i;
      }
    }
    throw new IllegalStateException("the shop never comes to rest");
  }

  private long count(String topic, Fate fate) {
    return all.stream().filter(m -> m.topic().equals(topic) && m.fate() == fate).count();
  }
}
