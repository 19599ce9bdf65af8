package io.tidemark.benchmarks.contestant;

import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.BenchmarkWorkload;
import io.tidemark.definition.Environment;
import io.tidemark.definition.parser.EnvironmentFile;
import java.nio.file.Path;
import java.util.Map;

/**
 * Task of a {@link BenchmarkContestant}: its directory, its workload and its options.
 *
 * @param dir a directory of its own
 * @param options all else that its entry in the suite says
 */
public record ContestantTask(Path dir, BenchmarkWorkload workload, BenchmarkProperties options) {

  /** Option: the directory of a lake that has the events already. */
  public static final String LAKE = "lake";

  /** Prefix of options that are Flink's. */
  public static final String FLINK = "flink.";

  private static final String TMP = "io.tmp.dirs";

  /** Directory of the tables: the prepared lake if there is one. */
  public Path lake() {
    return options.find(LAKE).map(Path::of).orElse(dir);
  }

  /** A local lake and checkpoints, with Flink's options of this entry. */
  public Environment environment() {
    Map<String, String> flink = options.with(FLINK + TMP, scratch()).beginningWith(FLINK);
    return EnvironmentFile.embedded(lake()).withFlink(flink);
  }

  /** Directory of Flink's temporary files, those of RocksDB among them. */
  public Path scratch() {
    return dir.resolve("scratch");
  }
}
