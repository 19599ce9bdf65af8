package io.tidemark.event;

/** Why offsets of a partition were never delivered. */
public enum GapReason {

  /** Markers of transactions, or messages of aborted ones: a topic that is not compacted. */
  TRANSACTION,

  /** As {@link #TRANSACTION}, or messages that compaction has removed: a compacted topic. */
  COMPACTION,

  /** Kafka held them no more when the partition was read for the first time. */
  BEFORE_START,

  /** Kafka deleted them before they were read. */
  EXPIRED;

  /** Whether messages that should have been read are lost. */
  public boolean isLoss() {
    return this == EXPIRED;
  }
}
