package io.tidemark.testing.faults.check;

import io.tidemark.cli.Tidemark;
import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.EventTimeBounds;
import io.tidemark.testing.faults.deployment.FaultLog;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.load.MessageOffsets;
import io.tidemark.testing.faults.load.TopicMessages;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs all checks of a run's outcome on tables and topics: {@link EventsCheck}, {@link RowsCheck},
 * {@link FeatureTopicCheck}, {@link DelayCheck}, then the commands {@code audit}, {@code heal} and
 * {@code verify}.
 */
public final class OutcomeChecks {

  private static final int SHOWN = 5;

  private final TestWorkspace workspace;
  private final PrintWriter out;
  private final List<String> problems = new ArrayList<>();

  public OutcomeChecks(TestWorkspace workspace, PrintWriter out) {
    this.workspace = workspace;
    this.out = out;
  }

  /**
   * Compares, audits, backfills what has new features, heals, verifies.
   *
   * @param witness of what the faults have done
   * @return whether nothing is lost, nothing doubled, and not a bit differs
   */
  public boolean holds(MessageOffsets acknowledged, FaultLog witness) throws IOException {
    MessageOffsets kept = TopicMessages.offsets(workspace.bootstrapServers(), workspace.topics());
    out.println(kept.size() - acknowledged.size() + " messages were repeated by the producer");
    report("every message once", EventsCheck.of(workspace).problems(acknowledged, kept, witness));
    try (Lake lake = workspace.lake()) {
      for (FeatureSet set : workspace.pipeline().featureSets()) {
        report("every event a row of " + set.name(), new RowsCheck(workspace, lake).problems(set));
        report("newest rows in the topic", FeatureTopicCheck.problems(workspace, lake, set));
      }
      report(
          "what was held back is not late", DelayCheck.problems(lake, workspace, witness.held()));
    }
    report("audit", run("audit"));
    for (String set : witness.evolved()) {
      report("backfill", backfill(set));
    }
    for (String command : List.of("heal", "verify")) {
      report(command, run(command));
    }
    return problems.isEmpty();
  }

  private List<String> backfill(String set) throws IOException {
    try (Lake lake = workspace.lake()) {
      TimeRange all =
          EventTimeBounds.before(lake.table(set), FeatureLayout.EVENT_TIME, Long.MAX_VALUE)
              .orElseThrow();
      String from = Instant.ofEpochMilli(all.from()).toString();
      String to = Instant.ofEpochMilli(all.to()).toString();
      return run("backfill", "--set", set, "--from", from, "--to", to);
    }
  }

  private List<String> run(String command, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of(command, workspace.pipelineFile().toString()));
    words.addAll(List.of("-e", workspace.safeEnvironmentFile().toString()));
    words.addAll(List.of(more));
    int code = Tidemark.run(out, out, words.toArray(String[]::new));
    return code == 0 ? List.of() : List.of(command + " ended with " + code);
  }

  private void report(String check, List<String> found) {
    problems.addAll(found);
    out.println(check + ": " + (found.isEmpty() ? "holds" : "BROKEN, " + found.size()));
    found.stream().limit(SHOWN).forEach(problem -> out.println("  " + problem));
  }
}
