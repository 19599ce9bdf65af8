package io.tidemark.ingestion.kafka;

import io.tidemark.definition.Problem;
import org.apache.kafka.common.TopicPartition;

/**
 * Problem texts for a partition whose end the brokers have lost after it was read, as they may when
 * the power fails or an unclean leader is elected. {@link KafkaLogClient} finds it.
 */
public final class LogTruncationProblems {

  private static final String RULE =
      "an offset is one message for good: what comes with one of these now would never be read";
  private static final String WAY_OUT =
      "copy what the topic has%s to a new one, name that (`topic:`) and call ingest --bootstrap lake:"
          + " an event that is there twice counts once; or choose another `namespace:`";

  private LogTruncationProblems() {}

  /**
   * Problem where the first lost offset is known.
   *
   * @param from the first offset that is lost
   * @param next the offset behind the last message that was read
   */
  public static Problem from(TopicPartition partition, long from, long next) {
    return new Problem(
        where(partition),
        "the brokers have lost its messages from offset %d on, which were read up to offset %d,"
                .formatted(from, next - 1)
            + " and give their offsets to others",
        RULE,
        WAY_OUT.formatted(" from offset " + from + " on"));
  }

  /** Problem where another message has the offset of the last one in the tables. */
  public static Problem before(TopicPartition partition, long next) {
    return new Problem(
        where(partition),
        "its message at offset %d is not the one that the tables have: the brokers have lost the"
                .formatted(next - 1)
            + " end of the log up to there, and given its offsets to others",
        RULE,
        WAY_OUT.formatted(""));
  }

  private static String where(TopicPartition partition) {
    return "topic partition " + partition;
  }
}
