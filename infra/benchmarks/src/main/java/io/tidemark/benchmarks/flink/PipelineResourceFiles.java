package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.pipeline.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Reads the pipeline files among the resources, which a {@link
 * io.tidemark.benchmarks.workload.BenchmarkWorkload} names.
 */
final class PipelineResourceFiles {

  private PipelineResourceFiles() {}

  /** The checked pipeline of a task, in its environment. */
  static Workspace workspace(ContestantTask assignment) throws IOException {
    Pipeline pipeline = read(assignment.workload().pipeline(), assignment.dir());
    return new Workspace(pipeline, assignment.environment());
  }

  /**
   * @param dir gets a copy of the file
   */
  private static Pipeline read(String name, Path dir) throws IOException {
    Path file = dir.resolve(name + ".yaml");
    try (InputStream resource =
        PipelineResourceFiles.class.getResourceAsStream("/pipelines/" + name + ".yaml")) {
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return PipelineFile.read(file);
  }
}
