package io.tidemark.cli.options;

import io.tidemark.definition.Environment;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.pipeline.Workspace;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Options that name the pipeline file and the environment it runs in; parsed by {@link
 * PipelineFile} and {@link EnvironmentFile}.
 */
public final class PipelineOptions {

  private static final String DATA = "tidemark-data";

  @Parameters(
      index = "0",
      paramLabel = "PIPELINE",
      description = "The pipeline file, e.g. shop.yaml.")
  private Path pipeline;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "FILE",
      description = {
        "The environment file: Kafka, catalog, checkpoints.",
        "Without one: a broker at localhost:9092, a SQLite catalog and files below --data."
      })
  private Path environment;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the tables lie without an environment file (default: ${DEFAULT-VALUE}).",
      defaultValue = DATA)
  private Path data;

  /**
   * Reads both files.
   *
   * @throws io.tidemark.definition.UserException with all errors of the first that has any
   */
  public Workspace workspace() {
    return new Workspace(PipelineFile.read(pipeline), environment());
  }

  private Environment environment() {
    return environment == null ? EnvironmentFile.embedded(data) : EnvironmentFile.read(environment);
  }

  /** The same pipeline and environment, for another command. */
  public String again() {
    String place =
        environment != null
            ? " -e " + environment
            : data.equals(Path.of(DATA)) ? "" : " --data " + data;
    return pipeline + place;
  }

  public Path pipelineFile() {
    return pipeline;
  }
}
