package io.tidemark.testing.faults.deployment;

import io.tidemark.testing.faults.process.FakeTimeClock;

/**
 * Live job of a {@link TestDeployment}, wherever it runs: {@link ProcessJob} or a {@link
 * FlinkClusterJob}.
 */
public interface DeployedJob extends AutoCloseable {

  /**
   * Starts it, and what it runs on.
   *
   * @param more words of {@code ingest}
   */
  void start(int parallelism, String... more) throws Exception;

  /** Ends all of its processes, as {@code kill -9} does. */
  void kill() throws Exception;

  /** Stops it with a savepoint, as a user does; its path. */
  String stop() throws Exception;

  /** Runs it until it has caught up, and to its end; the input counts as complete then. */
  void drain(int parallelism) throws Exception;

  /**
   * @throws IllegalStateException if it has ended by itself
   */
  void requireAlive() throws Exception;

  /** The time of day that its processes see. */
  FakeTimeClock clock();

  /** Text of what was killed so far, and how often. */
  String killed();

  @Override
  void close() throws Exception;
}
