package io.tidemark.cli.options;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Names of runs over history: each is its own, and says when it began. */
public final class RunIdGenerator {

  private RunIdGenerator() {}

  public static String next(String kind) {
    String moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
    return kind + "-" + moment + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
