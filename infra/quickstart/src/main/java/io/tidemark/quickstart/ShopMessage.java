package io.tidemark.quickstart;

/**
 * Message of the shop as it arrives at Kafka; {@link ShopActivityGenerator} generates it.
 *
 * @param topic where it arrives
 * @param key the customer, as text
 * @param value JSON, or what is left of it; null for a tombstone
 * @param timestamp when it arrives, epoch milliseconds
 * @param fate what became of it on its way
 */
public record ShopMessage(String topic, byte[] key, byte[] value, long timestamp, Fate fate) {

  /** Effect of the way from the shop to Kafka on a message. */
  public enum Fate {
    /** The first arrival of an event, within the bound of disorder. */
    ON_TIME,
    /** The first arrival of an event, far beyond the bound. */
    LATE,
    /** A later arrival of an event, byte for byte the same. */
    RESENT,
    /** Nothing that a pipeline could accept. */
    MALFORMED
  }
}
