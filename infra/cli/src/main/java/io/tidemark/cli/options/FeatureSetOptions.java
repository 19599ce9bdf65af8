package io.tidemark.cli.options;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import java.util.List;
import picocli.CommandLine.Option;

/** Option {@code --set}: the feature sets that a command works on. */
public final class FeatureSetOptions {

  @Option(
      names = "--set",
      paramLabel = "NAME",
      description = "One feature set (default: all of the pipeline's).")
  private String name;

  public boolean isGiven() {
    return name != null;
  }

  public List<FeatureSet> of(Pipeline pipeline) {
    List<FeatureSet> sets =
        pipeline.featureSets().stream().filter(s -> name == null || s.name().equals(name)).toList();
    if (pipeline.featureSets().isEmpty()) {
      throw new UserException(
          "pipeline " + pipeline.name(),
          "it has no feature sets",
          "this command is about the rows of feature sets; the file defines them under features",
          "features: { customer_activity: { entity: [customer_id], ... } }");
    }
    if (sets.isEmpty()) {
      throw new UserException(
          "--set " + name,
          "pipeline " + pipeline.name() + " has no such feature set",
          "the sets are " + pipeline.featureSets().stream().map(FeatureSet::name).toList(),
          "--set " + pipeline.featureSets().get(0).name());
    }
    return sets;
  }
}
