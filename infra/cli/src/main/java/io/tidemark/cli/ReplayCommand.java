package io.tidemark.cli;

import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.options.RunIdGenerator;
import io.tidemark.cli.options.TimeConverters;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectReason;
import io.tidemark.ingestion.replay.ReplayJob;
import io.tidemark.ingestion.replay.ReplayOptions;
import io.tidemark.ingestion.replay.ReplayOutcome;
import io.tidemark.ingestion.replay.ReplayResult;
import io.tidemark.lake.TimeRange;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark replay}: sends rejects to their streams' topics again, by {@link ReplayJob}. */
@Command(
    name = "replay",
    header = "Sends rejects that the pipeline file accepts now to their topics again, once each.",
    description = {
      "Sends rejects to their streams' topics again, once each: those that the pipeline file accepts now.",
      "Correct the definition, restart the live job with it, then replay. Key, value, headers and timestamp",
      "are as they came; the table replays says what went where. Safe to repeat, also after a run that",
      "died: what was sent is found in the topics and not sent again. The events are late by now: heal."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "Rejects of one stream (default: of all).")
  private String stream;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Rejects of one reason: ${COMPLETION-CANDIDATES} (default: of all).")
  private RejectReason reason;

  @Option(
      names = "--from",
      converter = TimeConverters.Moment.class,
      description =
          "Rejects with a Kafka timestamp from there on, UTC: 2026-01-31 or 2026-01-31T06:00:00Z.")
  private Instant from;

  @Option(
      names = "--to",
      converter = TimeConverters.Moment.class,
      description = "First moment after the range, UTC.")
  private Instant to;

  @Option(
      names = "--again",
      description = "Also those that a replay has sent and that were rejected once more.")
  private boolean again;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ReplayJob job = new ReplayJob(options.workspace(), step -> {});
    PrintWriter out = spec.commandLine().getOut();
    String runId = RunIdGenerator.next("replay");
    ReplayResult result = dryRun ? job.plan(selection()) : job.run(selection(), runId);
    if (result.found() > 0) {
      out.printf("A replay that died had sent %,d messages: noted now.%n", result.found());
    }
    out.println(headline(result, runId));
    for (ReplayOutcome outcome : ReplayOutcome.values()) {
      if (outcome != ReplayOutcome.SENT && result.count(outcome) > 0) {
        out.printf("  not sent: %,d %s%n", result.count(outcome), text(outcome));
      }
    }
    result.still().forEach((r, s) -> out.printf("    %,d %s, as %s%n", s.count(), r, s.example()));
    return 0;
  }

  private String headline(ReplayResult result, String runId) {
    long sent = result.count(ReplayOutcome.SENT);
    if (sent == 0) {
      return "Nothing to replay.";
    }
    return dryRun
        ? "Would replay %,d messages.".formatted(sent)
        : "Replayed %,d messages (run %s).".formatted(sent, runId);
  }

  private ReplayOptions selection() {
    TimeRange always = TimeRange.always(EventLayout.KAFKA_TIMESTAMP);
    TimeRange range =
        new TimeRange(
            always.column(),
            from == null ? always.from() : from.toEpochMilli(),
            to == null ? always.to() : to.toEpochMilli());
    return new ReplayOptions(
        Optional.ofNullable(stream), Optional.ofNullable(reason), range, again);
  }

  private static String text(ReplayOutcome outcome) {
    return switch (outcome) {
      case SENT -> "sent";
      case SENT_BEFORE -> "replayed before";
      case STILL_REJECTED -> "that the pipeline file rejects, too:";
      case CAME_BACK -> "that were rejected once more after a replay (--again sends them)";
      case STREAM_GONE -> "of streams that the pipeline file does not have";
      case TOO_LARGE -> "larger than the topic takes (max.message.bytes)";
      case TIME_REFUSED ->
          "dated as the topic does not take (message.timestamp.before.max.ms, .after.max.ms)";
      case IN_DOUBT -> "that a replay which died may have sent";
    };
  }
}
