package io.tidemark.cli.report;

import io.tidemark.localkafka.SendProgressListener;
import java.io.PrintWriter;

/**
 * Prints every few seconds how many messages Kafka has acknowledged ({@link SendProgressListener}).
 */
public final class SendProgressPrinter implements SendProgressListener {

  private static final long EVERY_NANOS = 3_000_000_000L;

  private final PrintWriter out;
  private long last = System.nanoTime();

  public SendProgressPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void sent(long messages, long bytes) {
    if (System.nanoTime() - last >= EVERY_NANOS) {
      last = System.nanoTime();
      out.printf("  %,d messages sent%n", messages);
    }
  }
}
