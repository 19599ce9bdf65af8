package io.tidemark.quickstart;

import java.time.Duration;
import java.time.Instant;

/**
 * Options of the generated history ({@link ShopActivityGenerator}); equal options give equal
 * messages.
 *
 * @param seed of all that is random
 * @param events how many events there are; re-sent and malformed messages come on top
 * @param customers how many customers there are
 * @param products how many products there are
 * @param start when the history begins
 * @param days how long it lasts
 * @param disorder how far behind a newer event of its topic an event may arrive
 * @param resent share of the events that arrive twice
 * @param malformed share of malformed messages, relative to the events
 * @param late share of the events that arrive far beyond the disorder
 */
public record ShopOptions(
    long seed,
    long events,
    int customers,
    int products,
    Instant start,
    int days,
    Duration disorder,
    double resent,
    double malformed,
    double late) {

  public ShopOptions {
    requireAtLeast(events, 0, "events");
    requireAtLeast(customers, 1, "customers");
    requireAtLeast(products, 1, "products");
    requireAtLeast(days, 1, "days");
    requireAtLeast(disorder.toMillis(), 0, "disorder");
    requireShare(resent, "resent");
    requireShare(malformed, "malformed");
    requireShare(late, "late");
  }

  /** Three days in March 2026, 100,000 events, 5 s of disorder and nothing late. */
  public static ShopOptions defaults() {
    return new ShopOptions(
        1,
        100_000,
        2_000,
        500,
        Instant.parse("2026-03-02T00:00:00Z"),
        3,
        Duration.ofSeconds(5),
        0.01,
        0.001,
        0);
  }

  public ShopOptions withSeed(long value) {
    return new ShopOptions(
        value, events, customers, products, start, days, disorder, resent, malformed, late);
  }

  public ShopOptions withEvents(long value) {
    return new ShopOptions(
        seed, value, customers, products, start, days, disorder, resent, malformed, late);
  }

  /** The number of customers and of products. */
  public ShopOptions withSize(int newCustomers, int newProducts) {
    return new ShopOptions(
        seed, events, newCustomers, newProducts, start, days, disorder, resent, malformed, late);
  }

  /** Replaces start and length of the history. */
  public ShopOptions withSpan(Instant newStart, int newDays) {
    return new ShopOptions(
        seed, events, customers, products, newStart, newDays, disorder, resent, malformed, late);
  }

  public ShopOptions withDisorder(Duration value) {
    return new ShopOptions(
        seed, events, customers, products, start, days, value, resent, malformed, late);
  }

  /** The shares of re-sent, malformed and late messages. */
  public ShopOptions withTroubles(double newResent, double newMalformed, double newLate) {
    return new ShopOptions(
        seed, events, customers, products, start, days, disorder, newResent, newMalformed, newLate);
  }

  private static void requireAtLeast(long value, long least, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + "; it is at least " + least);
    }
  }

  private static void requireShare(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; a share is from 0 to 1");
    }
  }
}
