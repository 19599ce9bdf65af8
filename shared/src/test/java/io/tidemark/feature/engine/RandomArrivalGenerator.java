package io.tidemark.feature.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates arrivals of an entity, in no order: with ties, duplicates, NULLs and the awkward
 * values.
 */
final class RandomArrivalGenerator {

  static final int MOST_TIME = 100;

  private static final int MOST_ARRIVALS = 60;
  private static final List<String> IDS = List.of("a", "b", "\uFF5E", "\uD83D\uDE00");
  private static final List<String> TEXTS = List.of("", "a", "ab", "é", "\uFF5E", "\uD83D\uDE00");
  private static final List<Double> AWKWARD =
      List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, 1.5);

  private final Random random;

  RandomArrivalGenerator(Random random) {
    this.random = random;
  }

  List<EventArrival> next() {
    int size = random.nextInt(MOST_ARRIVALS + 1);
    int spread = 1 + random.nextInt(MOST_TIME);
    List<EventArrival> arrivals = new ArrayList<>();
    for (int offset = 0; offset < size; offset++) {
      long time = random.nextInt(2 * spread + 1) - spread;
      byte[] id = EngineFixture.id(any(IDS));
      int partition = random.nextInt(2);
      arrivals.add(new EventArrival(time, id, random.nextInt(2), partition, offset, values()));
    }
    return arrivals;
  }

  private Object[] values() {
    Object[] values = {
      random.nextBoolean(),
      random.nextInt(81) - 40,
      random.nextLong() >> 20,
      random.nextInt(4) == 0 ? any(AWKWARD) : (Double) sixtyFourths(),
      random.nextGaussian() * 1000,
      BigDecimal.valueOf(random.nextInt(4) == 0 ? 0 : random.nextInt(2001) - 1000, 2),
      any(TEXTS)
    };
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5) == 0 ? null : values[i];
    }
    return values;
  }

  /** Values whose sums are exact in double. */
  private double sixtyFourths() {
    int range = random.nextBoolean() ? 8 : 100_000;
    return (random.nextInt(2 * range) - range) / 64.0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
