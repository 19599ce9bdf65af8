package io.tidemark.cli;

import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.options.TimeConverters;
import io.tidemark.cli.report.RowSizeCheck;
import io.tidemark.cli.report.TextTablePrinter;
import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Trigger;
import io.tidemark.pipeline.GraphDryRunCheck;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark validate}: prints every error of a pipeline file at once, or else what it
 * defines. {@link GraphDryRunCheck} compiles the graph.
 */
@Command(
    name = "validate",
    header = "Checks the files, and prints what they define.",
    description = {
      "Checks a pipeline file (and the environment file, if given).",
      "Prints every error with its line, the rule and an example; or else what the file defines, and",
      "which features may make rows larger than their topic takes."
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Pipeline pipeline = options.workspace().pipeline();
    GraphDryRunCheck.check(pipeline);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s is valid: pipeline %s, %d streams, %d feature sets.%n",
        options.pipelineFile(),
        pipeline.name(),
        pipeline.streams().size(),
        pipeline.featureSets().size());
    for (FeatureSet set : pipeline.featureSets()) {
      out.println();
      out.println(set.name() + (set.doc().isEmpty() ? "" : ": " + set.doc()));
      out.println("A row " + set.trigger().accept(new TriggerText()));
      TextTablePrinter table = new TextTablePrinter("feature", "type", "computed as");
      set.features().forEach(f -> table.add(f.name(), f.type(), formula(set, f)));
      table.print(out);
      RowSizeCheck.warning(set).ifPresent(out::println);
    }
    return 0;
  }

  /** Says in words when a set has rows. */
  private static final class TriggerText implements Trigger.Visitor<String> {

    @Override
    public String onEvent(Trigger.OnEvent trigger) {
      return "at every event of "
          + String.join(", ", trigger.streams())
          + trigger.where().map(w -> " where " + w).orElse("");
    }

    @Override
    public String every(Trigger.Every trigger) {
      return "every " + TimeConverters.show(trigger.step());
    }
  }

  private static String formula(FeatureSet set, Feature feature) {
    if (feature instanceof Feature.Derived derived) {
      return derived.sql();
    }
    Feature.Aggregate aggregate = (Feature.Aggregate) feature;
    String text = aggregate.call().function() + "(" + aggregate.argument().orElse("*");
    for (Number parameter : aggregate.call().parameters()) {
      text += ", " + parameter;
    }
    text += ")";
    if (set.inputs().size() > 1) {
      text += aggregate.of().map(stream -> " of " + stream).orElse("");
    }
    text += aggregate.where().map(w -> " where " + w).orElse("");
    text += aggregate.window().length().map(l -> " over " + TimeConverters.show(l)).orElse("");
    return text + aggregate.window().step().map(s -> " step " + TimeConverters.show(s)).orElse("");
  }
}
