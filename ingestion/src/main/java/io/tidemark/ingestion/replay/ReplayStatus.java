package io.tidemark.ingestion.replay;

/**
 * Steps of a chunk of a {@link ReplayJob}, in order. A process may die between any two of them; the
 * next run settles the chunk.
 */
public enum ReplayStatus {
  /** The intents are in the table of replays; nothing is sent yet. */
  INTENDED,
  /** Kafka has the messages, in a transaction that is open. */
  SENT,
  /** The transaction is committed: readers see the messages. */
  COMMITTED,
  /** The table of replays says so. */
  RECORDED
}
