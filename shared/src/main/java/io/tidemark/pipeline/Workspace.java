package io.tidemark.pipeline;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.lake.Lake;

/**
 * A {@link Pipeline} in its {@link Environment}, with the names that only both together have: those
 * of its tables' namespace, its consumer group and the directory of its checkpoints. Every job is
 * given one, and opens its {@link Lake} here.
 *
 * <pre>{@code
 * Workspace workspace =
 *     new Workspace(PipelineFile.read(pipeline), EnvironmentFile.read(environment));
 * try (Lake lake = workspace.openLake()) {
 *   lake.ensureAll(PipelineTables.of(workspace.pipeline()));
 * }
 * }</pre>
 *
 * @param pipeline what is computed
 * @param environment where
 */
public record Workspace(Pipeline pipeline, Environment environment) {

  /** The same pipeline in another environment. */
  public Workspace in(Environment other) {
    return new Workspace(pipeline, other);
  }

  /**
   * Opens the tables of the namespace; the caller closes them.
   *
   * @throws io.tidemark.definition.UserException if the catalog does not answer
   */
  public Lake openLake() {
    return Lake.open(environment, namespace());
  }

  /** Namespace of the tables. */
  public String namespace() {
    return environment.namespaceOf(pipeline);
  }

  /**
   * Kafka's consumer group that shows the progress of the live job. The ids of the job's
   * transactions begin with it, too.
   */
  public String consumerGroup() {
    return "tidemark-" + namespace();
  }

  /** Directory (URI) of the live job's checkpoints and savepoints. */
  public String checkpointDirectory() {
    String root = environment.checkpoints();
    return root + (root.endsWith("/") ? "" : "/") + namespace();
  }
}
