package io.tidemark.event;

/** Reason why offsets of a partition were never delivered, as {@link GapLayout} keeps it. */
public enum GapReason {
  TRANSACTION(
      "markers of transactions, or messages of aborted ones: nothing else is skipped in a topic"
          + " that is not compacted"),
  COMPACTION("the topic is compacted: as above, or compaction has removed messages"),
  BEFORE_START("Kafka no longer held them when the partition was read for the first time"),
  EXPIRED(
      "**lost**: Kafka had deleted them before they were read, and `--accept-loss` went on without"
          + " them; `audit` fails");

  private final String meaning;

  GapReason(String meaning) {
    this.meaning = meaning;
  }

  /** Description in Markdown, of which {@code docs/reference/tables-and-topics.md} is made. */
  public String meaning() {
    return meaning;
  }

  /** Whether messages that should have been read are lost. */
  public boolean isLoss() {
    return this == EXPIRED;
  }
}
