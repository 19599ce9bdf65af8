package io.tidemark.ingestion.replay;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.Reject;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.MessageSizeLimit;
import io.tidemark.ingestion.kafka.MessageTimestampLimit;
import io.tidemark.lake.ledger.Replay;
import io.tidemark.lake.ledger.Replay.Target;
import io.tidemark.pipeline.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Destination of replayed messages: the topic that their stream has now, and the partition that
 * they came from, modulo the topic's partitions. It also refuses what the topic would not take
 * ({@link MessageSizeLimit}, {@link MessageTimestampLimit}).
 */
final class ReplayRouter {

  private final KafkaCluster kafka;
  private final String runId;
  private final Map<String, String> topics;
  private final Map<String, Long> partitions;
  private final Map<String, MessageSizeLimit> limits = new HashMap<>();
  private final Map<String, MessageTimestampLimit> times = new HashMap<>();

  ReplayRouter(Workspace workspace, KafkaCluster kafka, String runId) {
    this.kafka = kafka;
    this.runId = runId;
    this.topics =
        workspace.pipeline().streams().stream()
            .collect(Collectors.toMap(StreamDefinition::name, StreamDefinition::topic));
    this.partitions =
        kafka.endOffsets(Set.copyOf(topics.values())).keySet().stream()
            .collect(Collectors.groupingBy(TopicPartition::topic, Collectors.counting()));
    partitions
        .keySet()
        .forEach(
            topic -> {
              limits.put(topic, MessageSizeLimit.of(kafka, topic, workspace.environment().kafka()));
              times.put(topic, MessageTimestampLimit.of(kafka, topic));
            });
  }

  /** The reject of a stream of the pipeline as it is to be sent. */
  ReplayMessage message(Reject reject) {
    String topic = topics.get(reject.stream());
    int partition = (int) (reject.message().partition() % partitions.get(topic));
    return ReplayMessage.of(reject.message(), new Target(topic, partition), runId);
  }

  /** {@link ReplayOutcome#SENT}, or why the topic would refuse the message for good. */
  ReplayOutcome outcome(ReplayMessage message) {
    ProducerRecord<byte[], byte[]> record = message.record();
    if (!limits.get(record.topic()).admits(record)) {
      return ReplayOutcome.TOO_LARGE;
    }
    return times.get(record.topic()).admits(record, System.currentTimeMillis())
        ? ReplayOutcome.SENT
        : ReplayOutcome.TIME_REFUSED;
  }

  /** Entries for the table of replays, written before the messages are sent. */
  List<Replay> intents(List<ReplayMessage> messages) {
    Map<TopicPartition, Long> ends =
        kafka.endOffsets(
            messages.stream().map(m -> m.record().topic()).collect(Collectors.toSet()));
    return messages.stream()
        .map(
            m ->
                m.intent(
                    runId,
                    ends.get(new TopicPartition(m.record().topic(), m.record().partition()))))
        .toList();
  }
}
