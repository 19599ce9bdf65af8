package io.tidemark.ingestion.source;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Fetches the first and the end offsets of partitions asynchronously, open transactions included.
 * It never blocks, since it is called in the task's thread; {@link PartitionProgressTracker} takes
 * the answers when they are there.
 */
final class EndOffsetFetcher implements AutoCloseable {

  private static final int SHORTEST_MILLIS = 2_000;

  private final Map<String, String> client;
  private final ListOffsetsOptions options;
  private final Map<TopicPartition, CompletableFuture<Range>> open = new HashMap<>();

  private Admin admin;

  /**
   * The offsets that a partition holds.
   *
   * @param from the first
   * @param to the one after the last
   */
  record Range(long from, long to) {}

  /**
   * @param client Kafka client properties
   * @param patience how long an answer may take, roughly
   */
  EndOffsetFetcher(Map<String, String> client, Duration patience) {
    this.client = client;
    this.options =
        new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)
            .timeoutMs(Math.max(SHORTEST_MILLIS, (int) patience.toMillis()));
  }

  /** Whether nothing more will come of the last question. */
  boolean isAnswered() {
    return open.values().stream().allMatch(CompletableFuture::isDone);
  }

  /** Forgets the last question. */
  void ask(Collection<TopicPartition> partitions) {
    open.clear();
    ListOffsetsResult first = ask(partitions, OffsetSpec.earliest());
    ListOffsetsResult last = ask(partitions, OffsetSpec.latest());
    partitions.forEach(p -> open.put(p, offset(first, p).thenCombine(offset(last, p), Range::new)));
  }

  private static CompletableFuture<Long> offset(ListOffsetsResult answer, TopicPartition of) {
    return answer
        .partitionResult(of)
        .toCompletionStage()
        .toCompletableFuture()
        .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset);
  }

  private ListOffsetsResult ask(Collection<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> question =
        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
    return admin().listOffsets(question, options);
  }

  /** Many readers never have a partition to ask for. */
  private Admin admin() {
    if (admin == null) {
      Properties properties = new Properties();
      properties.putAll(client);
      admin = Admin.create(properties);
    }
    return admin;
  }

  /** Answers since the last call; partitions that Kafka cannot tell of are missing. */
  Map<TopicPartition, Range> take() {
    Map<TopicPartition, Range> answers = new HashMap<>();
    open.forEach(
        (partition, answer) -> {
          if (answer.isDone() && !answer.isCompletedExceptionally()) {
            answers.put(partition, answer.join());
          }
        });
    open.keySet().removeAll(answers.keySet());
    return answers;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
