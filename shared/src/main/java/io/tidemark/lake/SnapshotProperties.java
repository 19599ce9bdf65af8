package io.tidemark.lake;

/**
 * Summary properties of the snapshots that Tidemark commits, and the values of {@link #OPERATION}
 * that other rooms ask for. They are in the tables of users: a text here never changes.
 */
public final class SnapshotProperties {

  /** Names the run that a snapshot came from. */
  public static final String RUN_ID = "tidemark.run-id";

  /** Names what made a snapshot. */
  public static final String OPERATION = "tidemark.operation";

  /** First moment of the replaced range, ISO 8601 in UTC. */
  public static final String RANGE_FROM = "tidemark.range.from";

  /** First moment after the replaced range, ISO 8601 in UTC. */
  public static final String RANGE_TO = "tidemark.range.to";

  /**
   * The {@link #OPERATION} of a snapshot that says that a table's definition is another one now.
   */
  public static final String REDEFINE = "redefine";

  private SnapshotProperties() {}
}
