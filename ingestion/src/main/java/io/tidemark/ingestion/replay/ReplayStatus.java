package io.tidemark.ingestion.replay;

/** What a replay has done of a chunk of messages; between two of these a process may die. */
public enum ReplayStatus {
  /** What is about to be sent is in the table of replays. */
  INTENDED,
  /** Kafka has the messages, in a transaction that is open. */
  SENT,
  /** The transaction is committed: readers see the messages. */
  COMMITTED,
  /** The table of replays says so. */
  RECORDED
}
