package io.tidemark.faults;

import io.tidemark.cli.Tidemark;
import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What the tables and topics say after all faults. */
final class Outcome {

  private static final int SHOWN = 5;

  private final Site site;
  private final PrintWriter out;
  private final List<String> problems = new ArrayList<>();

  Outcome(Site site, PrintWriter out) {
    this.site = site;
    this.out = out;
  }

  /**
   * Compares, audits, heals, verifies.
   *
   * @return whether nothing is lost, nothing doubled, and not a bit differs
   */
  boolean holds(Offsets acknowledged) throws IOException {
    Offsets kept = Messages.offsets(site.bootstrapServers(), site.topics());
    out.println(kept.size() - acknowledged.size() + " messages were repeated by the producer");
    report("every message once", EventsCheck.of(site).problems(acknowledged, kept));
    try (Lake lake = site.lake()) {
      for (FeatureSet set : site.pipeline().featureSets()) {
        report("every event a row of " + set.name(), new RowsCheck(site, lake).problems(set));
        report("newest rows in the topic", TopicCheck.problems(site, lake, set));
      }
    }
    for (String command : List.of("audit", "heal", "verify")) {
      report(command, run(command));
    }
    return problems.isEmpty();
  }

  private List<String> run(String command) throws IOException {
    String environment = site.safeEnvironmentFile().toString();
    int code = Tidemark.run(out, out, command, site.pipelineFile().toString(), "-e", environment);
    return code == 0 ? List.of() : List.of(command + " ended with " + code);
  }

  private void report(String check, List<String> found) {
    problems.addAll(found);
    out.println(check + ": " + (found.isEmpty() ? "holds" : "BROKEN, " + found.size()));
    found.stream().limit(SHOWN).forEach(problem -> out.println("  " + problem));
  }
}
