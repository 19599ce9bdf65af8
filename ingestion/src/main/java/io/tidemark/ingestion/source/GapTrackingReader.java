package io.tidemark.ingestion.source;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.ingestion.kafka.KafkaCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka source reader whose snapshot holds the consumer's position, not only the offset behind the
 * last delivered message, and whose first offset is a real one instead of "earliest".
 *
 * <p>Otherwise a job could not go on where Kafka has deleted a transaction marker behind the last
 * message; and it would skip unnoticed what came to an empty partition and was deleted unread. The
 * positions are in {@link OffsetGapRegistry}.
 */
final class GapTrackingReader extends DelegatingSourceReader<DecodedMessage> {

  private final OffsetGapRegistry offsets;
  private final Map<String, String> client;

  GapTrackingReader(
      SourceReader<DecodedMessage, KafkaPartitionSplit> reader,
      OffsetGapRegistry offsets,
      Map<String, String> client) {
    super(reader);
    this.offsets = offsets;
    this.client = client;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    List<KafkaPartitionSplit> standing = standing(splits);
    standing.forEach(split -> offsets.start(split.getTopicPartition(), split.getStartingOffset()));
    super.addSplits(standing);
  }

  /** With the offset in place of a word for the first one. */
  private List<KafkaPartitionSplit> standing(List<KafkaPartitionSplit> splits) {
    List<String> topics =
        splits.stream().map(KafkaPartitionSplit::getTopic).distinct().sorted().toList();
    if (topics.isEmpty()) {
      return splits;
    }
    Map<TopicPartition, Long> beginnings;
    try (KafkaCluster kafka = KafkaCluster.connect(client)) {
      beginnings = kafka.beginningOffsets(topics);
    }
    List<Problem> problems = new ArrayList<>();
    List<KafkaPartitionSplit> standing = new ArrayList<>();
    for (KafkaPartitionSplit split : splits) {
      long next = split.getStartingOffset();
      long beginning = beginnings.getOrDefault(split.getTopicPartition(), 0L);
      if (next >= 0 && next < beginning) {
        problems.add(TopicContinuityCheck.expired(split.getTopicPartition(), next, beginning));
      }
      standing.add(next == KafkaPartitionSplit.EARLIEST_OFFSET ? at(split, beginning) : split);
    }
    if (!problems.isEmpty()) {
      throw new SuppressRestartsException(new UserException(problems));
    }
    return standing;
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    return super.snapshotState(checkpoint).stream()
        .map(
            split ->
                offsets
                    .behind(split.getTopicPartition(), split.getStartingOffset())
                    .map(passed -> at(split, passed.next()))
                    .orElse(split))
        .toList();
  }

  private static KafkaPartitionSplit at(KafkaPartitionSplit split, long offset) {
    return new KafkaPartitionSplit(
        split.getTopicPartition(),
        offset,
        split.getStoppingOffset().orElse(KafkaPartitionSplit.NO_STOPPING_OFFSET));
  }

  @Override
  public void close() throws Exception {
    offsets.close();
    super.close();
  }
}
