package io.tidemark.benchmarks.contestant;

import io.tidemark.benchmarks.workload.BenchmarkProperties;

/** Contestant of a benchmark; it runs a {@link ContestantTask} once, in a process of its own. */
@FunctionalInterface
public interface BenchmarkContestant {

  /** Name of the result: the measured time, in seconds. */
  String SECONDS = "seconds";

  /**
   * Name of the result: from the start to the very end, job submission and last commit included.
   */
  String WHOLE_SECONDS = "whole_s";

  /** Name of the result: the Iceberg table, below the assignment's lake, that has the answers. */
  String TABLE = "table";

  /** Name of the result: the Parquet files, as a glob, that have the answers. */
  String PARQUET = "parquet";

  /** Names of the results of those who keep no rows. */
  String ROWS = "rows";

  /** See {@link #ROWS}. */
  String CHECKSUM = "checksum";

  /** Does the work and says how long it took and where the answers are. */
  BenchmarkProperties run(ContestantTask assignment) throws Exception;
}
