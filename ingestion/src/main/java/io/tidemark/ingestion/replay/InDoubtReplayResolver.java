package io.tidemark.ingestion.replay;

import io.tidemark.definition.Environment;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.lake.ledger.Replay;
import io.tidemark.lake.ledger.Replay.Target;
import io.tidemark.lake.ledger.ReplayLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Settles the intents of replays that died: looks for their messages in the target topics with
 * {@link ReplayedMessageScan}. The answer is final only once the transactional id of those runs is
 * taken over ({@link ReplayProducer#takingOver}), because from then on they can send and commit
 * nothing.
 */
final class InDoubtReplayResolver {

  private final Environment environment;
  private final KafkaCluster kafka;

  InDoubtReplayResolver(Environment environment, KafkaCluster kafka) {
    this.environment = environment;
    this.kafka = kafka;
  }

  /**
   * Settles all of which Kafka still holds what there was to find; the others stay open.
   *
   * @return how many messages were found
   */
  long settle(ReplayLog replays) {
    List<Replay> known = stillKnown(replays.open());
    if (known.isEmpty()) {
      return 0;
    }
    Map<TopicPartition, Long> from = new HashMap<>();
    known.forEach(r -> from.merge(partition(r.to()), r.searchFrom(), Math::min));
    Map<TopicPartition, Long> to = kafka.endOffsets(topics(known));
    to.keySet().retainAll(from.keySet());
    Map<String, Long> offsets = new ReplayedMessageScan(environment, from, to).offsets();
    List<Replay> found = new ArrayList<>();
    List<Replay> missing = new ArrayList<>();
    for (Replay replay : known) {
      Long offset = offsets.get(ReplayMessage.name(replay));
      if (offset == null) {
        missing.add(replay);
      } else {
        found.add(replay.at(offset));
      }
    }
    replays.settle(found, missing);
    return found.size();
  }

  /** Replays whose topic still has all that was written to it since. */
  private List<Replay> stillKnown(List<Replay> open) {
    Set<String> there = kafka.topics();
    List<Replay> known = open.stream().filter(r -> there.contains(r.to().topic())).toList();
    if (known.isEmpty()) {
      return known;
    }
    Map<TopicPartition, Long> beginning = kafka.beginningOffsets(topics(known));
    Map<TopicPartition, Long> end = kafka.endOffsets(topics(known));
    return known.stream()
        .filter(r -> beginning.getOrDefault(partition(r.to()), Long.MAX_VALUE) <= r.searchFrom())
        .filter(r -> end.get(partition(r.to())) >= r.searchFrom())
        .toList();
  }

  private static Set<String> topics(List<Replay> replays) {
    return replays.stream().map(r -> r.to().topic()).collect(Collectors.toSet());
  }

  private static TopicPartition partition(Target target) {
    return new TopicPartition(target.topic(), target.partition());
  }
}
