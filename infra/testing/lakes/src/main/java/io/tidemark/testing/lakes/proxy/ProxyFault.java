package io.tidemark.testing.lakes.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Base of interceptors that inject a fault, and count how often it has struck. {@link
 * FaultyProxy#set} installs them.
 */
public abstract class ProxyFault implements ExchangeInterceptor {

  private final AtomicInteger struck = new AtomicInteger();

  ProxyFault() {}

  /** Number of strikes by now. */
  public final int struck() {
    return struck.get();
  }

  /** Counts a strike; its number, from 1. */
  final int strike() {
    return struck.incrementAndGet();
  }
}
