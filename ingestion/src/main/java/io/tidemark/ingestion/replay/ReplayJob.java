package io.tidemark.ingestion.replay;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.event.Reject;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.Replay;
import io.tidemark.lake.ledger.ReplayLog;
import io.tidemark.pipeline.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Sends rejects that the present definition accepts to their streams' topics again, once each.
 *
 * <pre>{@code
 * ReplayResult result = new ReplayJob(workspace, status -> {}).run(options, runId);
 * }</pre>
 *
 * <p>It goes chunk by chunk: the messages are written to the table of replays as intended, sent in
 * one transaction ({@link ReplayProducer}), and written down as sent. This order lets the next run
 * find out what a run that died has sent ({@link InDoubtReplayResolver}).
 */
public final class ReplayJob {

  private static final int CHUNK_MESSAGES = 20_000;
  private static final long CHUNK_BYTES = 16 * 1024 * 1024;

  private final Workspace workspace;
  private final Consumer<ReplayStatus> told;

  /**
   * @param told hears of every step as soon as it is done
   */
  public ReplayJob(Workspace workspace, Consumer<ReplayStatus> told) {
    this.workspace = workspace;
    this.told = told;
  }

  /** Id of the transactions of all replays of the pipeline: the newest run fences the others. */
  private String transactionalId() {
    return "tidemark-replay-" + workspace.namespace();
  }

  /**
   * Replays.
   *
   * @param runId names this call; no other has it
   * @throws UserException if another replay is at work, or Kafka does not take the messages; the
   *     next call finds out what was sent
   */
  public ReplayResult run(ReplayOptions selection, String runId) throws Exception {
    requireStream(selection);
    try (Lake lake = workspace.openLake();
        KafkaCluster kafka = KafkaCluster.connect(workspace.environment());
        ReplayProducer producer =
            ReplayProducer.takingOver(workspace.environment(), transactionalId())) {
      ReplayLog replays = ReplayLog.of(lake);
      ReplayResult result =
          new ReplayResult(
              new InDoubtReplayResolver(workspace.environment(), kafka).settle(replays));
      ReplayRouter router = new ReplayRouter(workspace, kafka, runId);
      ReplayFilter filter =
          new ReplayFilter(workspace, lake, replays, selection.again(), router, result);
      forEachChunk(lake, selection, filter, chunk -> send(chunk, router, replays, producer));
      return result;
    }
  }

  /** Counts what {@link #run} would do; nothing is written. */
  public ReplayResult plan(ReplayOptions selection) throws Exception {
    requireStream(selection);
    try (Lake lake = workspace.openLake();
        KafkaCluster kafka = KafkaCluster.connect(workspace.environment())) {
      ReplayResult result = new ReplayResult(0);
      ReplayRouter router = new ReplayRouter(workspace, kafka, "");
      ReplayFilter filter =
          new ReplayFilter(
              workspace, lake, ReplayLog.read(lake), selection.again(), router, result);
      forEachChunk(lake, selection, filter, chunk -> {});
      return result;
    }
  }

  private static void forEachChunk(
      Lake lake, ReplayOptions selection, ReplayFilter filter, Consumer<List<ReplayMessage>> taker)
      throws Exception {
    List<ReplayMessage> chunk = new ArrayList<>();
    long bytes = 0;
    try (CloseableIterable<Reject> rejects = Reject.in(lake, selection.range())) {
      for (Reject reject : rejects) {
        if (selection.has(reject)) {
          bytes += filter.pass(reject).filter(chunk::add).map(ReplayMessage::size).orElse(0L);
        }
        if (chunk.size() >= CHUNK_MESSAGES || bytes >= CHUNK_BYTES) {
          taker.accept(chunk);
          chunk = new ArrayList<>();
          bytes = 0;
        }
      }
    }
    if (!chunk.isEmpty()) {
      taker.accept(chunk);
    }
  }

  private void send(
      List<ReplayMessage> chunk, ReplayRouter router, ReplayLog replays, ReplayProducer producer) {
    List<Replay> intents = router.intents(chunk);
    replays.intend(intents);
    told.accept(ReplayStatus.INTENDED);
    List<Long> offsets =
        producer.send(
            chunk.stream().map(ReplayMessage::record).toList(),
            () -> told.accept(ReplayStatus.SENT));
    told.accept(ReplayStatus.COMMITTED);
    List<Replay> sent = new ArrayList<>();
    for (int i = 0; i < intents.size(); i++) {
      sent.add(intents.get(i).at(offsets.get(i)));
    }
    replays.settle(sent, List.of());
    told.accept(ReplayStatus.RECORDED);
  }

  private void requireStream(ReplayOptions selection) {
    List<String> names =
        workspace.pipeline().streams().stream().map(StreamDefinition::name).toList();
    selection.stream()
        .filter(stream -> !names.contains(stream))
        .ifPresent(
            stream -> {
              throw new UserException(
                  "--stream " + stream,
                  "the pipeline has no stream of that name",
                  "its streams are " + String.join(", ", names),
                  "--stream " + names.get(0));
            });
  }
}
