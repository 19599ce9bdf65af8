package io.tidemark.testing.lakes.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/** A behaviour that spoils something, and counts how often. */
public abstract class ProxyFault implements ExchangeInterceptor {

  private final AtomicInteger struck = new AtomicInteger();

  ProxyFault() {}

  /** How often it has struck by now. */
  public final int struck() {
    return struck.get();
  }

  /** Counts a strike; its number, from 1. */
  final int strike() {
    return struck.incrementAndGet();
  }
}
