package io.tidemark.cli.options;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Generates ids of runs over history: unique, with the kind and the start time in them. */
public final class RunIdGenerator {

  private RunIdGenerator() {}

  public static String next(String kind) {
    String moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
    return kind + "-" + moment + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
