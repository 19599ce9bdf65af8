package io.tidemark.backfill;

import io.tidemark.backfill.BackfillFixture.Happening;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Computes the rows that a range has to have, one by one, against {@link BackfillFixture}'s. */
final class BackfillOracle {

  private BackfillOracle() {}

  static List<String> rows(List<Happening> all, Instant from, Instant to) {
    return all.stream()
        .filter(h -> !h.time().isBefore(from) && h.time().isBefore(to))
        .map(h -> row(h, all))
        .sorted()
        .toList();
  }

  private static String row(Happening h, List<Happening> all) {
    return "%s e%s %s n=%s n_1h=%s"
        .formatted(
            h.time().atOffset(ZoneOffset.UTC),
            h.number(),
            h.customer(),
            seen(h, all, Instant.MIN),
            seen(h, all, h.time().minus(Duration.ofHours(1))));
  }

  private static long seen(Happening h, List<Happening> all, Instant from) {
    return all.stream()
        .filter(o -> o.customer() == h.customer())
        .filter(o -> !o.time().isBefore(from) && !o.time().isAfter(h.time()))
        .count();
  }
}
