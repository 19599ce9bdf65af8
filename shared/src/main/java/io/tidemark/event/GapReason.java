package io.tidemark.event;

/** Reason why offsets of a partition were never delivered, as {@link GapLayout} keeps it. */
public enum GapReason {

  /** Markers of transactions, or messages of aborted ones, in a topic that is not compacted. */
  TRANSACTION,

  /** As {@link #TRANSACTION}, or messages that compaction has removed, in a compacted topic. */
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
