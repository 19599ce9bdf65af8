package io.tidemark.lakes;

import java.util.concurrent.atomic.AtomicInteger;

/** A behaviour that spoils something, and counts how often. */
public abstract class Spoiling implements Behaviour {

  private final AtomicInteger struck = new AtomicInteger();

  Spoiling() {}

  /** How often it has struck by now. */
  public final int struck() {
    return struck.get();
  }

  /** Counts a strike; its number, from 1. */
  final int strike() {
    return struck.incrementAndGet();
  }
}
