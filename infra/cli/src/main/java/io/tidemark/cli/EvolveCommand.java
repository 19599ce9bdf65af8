package io.tidemark.cli;

import io.tidemark.backfill.EvolveJob;
import io.tidemark.cli.options.FeatureSetOptions;
import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.report.EvolutionPrinter;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark evolve}: compares tables with the pipeline file, and with {@code --apply} changes
 * them to what it defines, by {@link EvolveJob}.
 */
@Command(
    name = "evolve",
    header = "Says what is different between tables and pipeline file; takes the tables to it.",
    description = {
      "Says what is different between the tables and the pipeline file, and with --apply takes the tables to",
      "it: columns of events come, go, become wider, get other names; features come, go and change, and the",
      "backfill that fills them is named. Rows and files stay as they are. Stop the live job first, which goes",
      "on from its savepoint afterwards."
    },
    mixinStandardHelpOptions = true)
final class EvolveCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;
  @Mixin private FeatureSetOptions set;

  @Option(names = "--apply", description = "Change the tables (default: say what would change).")
  private boolean apply;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "The table of one stream (default: those of all streams and feature sets).")
  private String stream;

  @Option(
      names = "--rename",
      paramLabel = "STREAM.OLD=NEW",
      description = {
        "A column of a stream has another name now; may be repeated. Without it, the old one counts as gone",
        "and the new one as new."
      })
  private Map<String, String> renames = Map.of();

  @Option(
      names = "--replace",
      description = {
        "Allow features that are computed otherwise now: their columns keep the old values until the",
        "backfill, or NULL where the type is another."
      })
  private boolean replace;

  @Option(
      names = "--drop",
      description = "Remove columns that are gone (default: keep them, NULL in new rows).")
  private boolean drop;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    PrintWriter out = spec.commandLine().getOut();
    // All are looked at first: what is refused leaves none of them half-way.
    boolean needed = evolve(workspace, out, false);
    if (apply && needed) {
      evolve(workspace, out, true);
    } else if (needed) {
      out.println("Nothing was changed; --apply does it.");
    }
    return 0;
  }

  /** Whether there is anything to do. */
  private boolean evolve(Workspace workspace, PrintWriter out, boolean applies) {
    EvolveJob job = new EvolveJob(workspace, new EvolveJob.Options(applies, replace, drop));
    boolean needed = false;
    EvolutionPrinter text = new EvolutionPrinter(out, options.again(), drop, applies);
    for (StreamDefinition one : streams(workspace.pipeline())) {
      needed |= text.print(one, plan -> job.run(one, renamesOf(one), plan));
    }
    for (FeatureSet one : sets(workspace.pipeline())) {
      needed |= text.print(one, plan -> job.run(one, plan));
    }
    return needed;
  }

  private List<FeatureSet> sets(Pipeline pipeline) {
    boolean none = stream != null || pipeline.featureSets().isEmpty();
    return none && !set.isGiven() ? List.of() : set.of(pipeline);
  }

  private List<StreamDefinition> streams(Pipeline pipeline) {
    if (set.isGiven() && stream == null) {
      return List.of();
    }
    List<StreamDefinition> streams =
        pipeline.streams().stream().filter(s -> stream == null || s.name().equals(stream)).toList();
    if (streams.isEmpty()) {
      throw new UserException(
          "--stream " + stream,
          "pipeline " + pipeline.name() + " has no such stream",
          "the streams are " + pipeline.streams().stream().map(StreamDefinition::name).toList(),
          "--stream " + pipeline.streams().get(0).name());
    }
    return streams;
  }

  private Map<String, String> renamesOf(StreamDefinition one) {
    Map<String, String> ofStream = new HashMap<>();
    String prefix = one.name() + ".";
    renames.forEach(
        (old, name) -> {
          if (old.startsWith(prefix)) {
            ofStream.put(old.substring(prefix.length()), name);
          }
        });
    return ofStream;
  }
}
