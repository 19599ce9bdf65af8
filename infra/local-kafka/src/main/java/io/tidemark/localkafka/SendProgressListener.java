package io.tidemark.localkafka;

/** Told a few times a second, and once at the end, how much Kafka has acknowledged. */
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
