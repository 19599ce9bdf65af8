package io.tidemark.ingestion.replay;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.Reject;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.RejectReason;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import io.tidemark.event.decoder.EventDecoder;
import io.tidemark.ingestion.kafka.TopicIdProperty;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.Replay.Origin;
import io.tidemark.lake.ledger.ReplayLog;
import io.tidemark.pipeline.Workspace;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.metrics.SimpleCounter;

/**
 * Decides which rejects are sent again, by the present definition of their streams, and counts the
 * others in {@link ReplayResult}. {@link ReplayRouter} makes the messages of those that pass.
 */
final class ReplayFilter {

  private static final int REASON =
      RejectLayout.table().rowType().getFieldIndex(RejectLayout.REASON);
  private static final int DETAIL =
      RejectLayout.table().rowType().getFieldIndex(RejectLayout.DETAIL);

  private final ReplayLog replays;
  private final boolean again;
  private final ReplayResult result;
  private final ReplayRouter router;
  private final Map<String, EventDecoder> decoders = new HashMap<>();
  private final Map<String, Set<String>> topics = new HashMap<>();
  private final Map<Origin, Set<String>> inDoubt = new HashMap<>();
  private final Map<Origin, Set<String>> chosen = new HashMap<>();

  /**
   * @param lake whose event tables know which topics their streams have read
   * @param again whether to send what a replay has brought back
   * @param result where all are counted
   */
  ReplayFilter(
      Workspace workspace,
      Lake lake,
      ReplayLog replays,
      boolean again,
      ReplayRouter router,
      ReplayResult result)
      throws Exception {
    this.replays = replays;
    this.again = again;
    this.result = result;
    this.router = router;
    replays.open().forEach(replay -> add(replay.of(), replay.to().topic(), inDoubt));
    for (StreamDefinition stream : workspace.pipeline().streams()) {
      EventDecoder decoder = new EventDecoder(stream, workspace.environment().schemaRegistry());
      decoder.open(new SimpleCounter());
      decoders.put(stream.name(), decoder);
      topics.put(stream.name(), TopicIdProperty.topics(stream, lake));
    }
  }

  /** The message to send for a reject; empty where it is not sent. */
  Optional<ReplayMessage> pass(Reject reject) {
    Optional<ReplayOutcome> known = known(reject);
    if (known.isPresent()) {
      result.add(known.get());
      return Optional.empty();
    }
    DecodedMessage decoded = decoders.get(reject.stream()).decode(reject.message());
    if (decoded instanceof Rejected still) {
      result.addStill(
          RejectReason.valueOf(still.row().getString(REASON).toString()),
          still.row().getString(DETAIL).toString());
      return Optional.empty();
    }
    return fitting(router.message(reject));
  }

  private Optional<ReplayOutcome> known(Reject reject) {
    Origin of = origin(reject);
    if (reaches(reject, replays.sentTo(of)) || reaches(reject, chosen.get(of))) {
      return Optional.of(ReplayOutcome.SENT_BEFORE);
    }
    if (reaches(reject, inDoubt.get(of))) {
      return Optional.of(ReplayOutcome.IN_DOUBT);
    }
    if (!decoders.containsKey(reject.stream())) {
      return Optional.of(ReplayOutcome.STREAM_GONE);
    }
    return ReplayMessage.isReplay(reject.message().headers()) && !again
        ? Optional.of(ReplayOutcome.CAME_BACK)
        : Optional.empty();
  }

  private Optional<ReplayMessage> fitting(ReplayMessage message) {
    ReplayOutcome outcome = router.outcome(message);
    result.add(outcome);
    if (outcome != ReplayOutcome.SENT) {
      return Optional.empty();
    }
    add(message.of(), message.record().topic(), chosen);
    return Optional.of(message);
  }

  private static void add(Origin of, String topic, Map<Origin, Set<String>> to) {
    to.computeIfAbsent(of, o -> new HashSet<>()).add(topic);
  }

  /** Whether the reject's stream reads, or has read, one of those topics. */
  private boolean reaches(Reject reject, Set<String> to) {
    Set<String> read = topics.get(reject.stream());
    return to != null && (read == null ? !to.isEmpty() : !Collections.disjoint(to, read));
  }

  private static Origin origin(Reject reject) {
    return new Origin(
        reject.message().topic(), reject.message().partition(), reject.message().offset());
  }
}
