package io.tidemark.localkafka;

/**
 * Listener of a {@link RateLimitedProducer}, called a few times a second, and once at the end, with
 * what Kafka has acknowledged.
 */
@FunctionalInterface
public interface SendProgressListener {

  /** For those who do not watch. */
  SendProgressListener NONE = (messages, bytes) -> {};

  /**
   * @param messages acknowledged so far
   * @param bytes of their values
   */
  void sent(long messages, long bytes);
}
