package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.Workload;
import io.tidemark.definition.Environment;
import io.tidemark.definition.EnvironmentFile;
import java.nio.file.Path;

/**
 * What a process is told.
 *
 * @param dir a directory of its own
 * @param options all else that its entry in the suite says
 */
public record Assignment(Path dir, Workload workload, Facts options) {

  /** Option: the directory of a lake that has the events already. */
  public static final String LAKE = "lake";

  /** Prefix of options that are Flink's. */
  public static final String FLINK = "flink.";

  /** Where the tables are: the prepared lake if there is one. */
  public Path lake() {
    return options.find(LAKE).map(Path::of).orElse(dir);
  }

  /** A local lake and checkpoints, with Flink's options of this entry. */
  public Environment environment() {
    return EnvironmentFile.embedded(lake()).withFlink(options.beginningWith(FLINK));
  }
}
