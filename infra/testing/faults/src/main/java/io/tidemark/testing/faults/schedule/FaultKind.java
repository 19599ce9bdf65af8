package io.tidemark.testing.faults.schedule;

import io.tidemark.testing.faults.lake.LakeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Kinds of faults, with their weights in a {@link FaultSchedule} and the kills that they count for.
 */
public enum FaultKind {
  JOB_KILLED(10, 1),
  JOB_KILLED_AT_COMMIT(14, 1),
  JOB_KILLED_WHILE_STARTING(6, 4),
  STATE_LOST(2, 1),
  JOB_TERMINATED(2, 0),
  JOB_DRAINED(1, 0),
  JOB_PAUSED(1, 0),
  SECOND_JOB(2, 0),
  ROLLED_BACK(2, 1),
  DEFINITION_CHANGED(1, 0),
  STREAM_ADDED(1, 0),
  HEALED(3, 0),
  CLOCK_JUMPED(2, 0),
  BROKER_KILLED(2, 0),
  BROKER_AWAY(1, 0),
  BROKER_COLD(1, 0),
  PARTITION_ADDED(1, 0),
  PARTITION_LEADERLESS(2, 0),
  PRODUCERS_AHEAD(1, 0),
  TRANSACTION_HUNG(2, 0),
  TRANSACTIONS_DELETED(2, 0),
  CATALOG_LOCKED(1, 0),
  CATALOG_AWAY(1, 0),
  WAREHOUSE_REFUSING(2, 0),
  CHECKPOINTS_AWAY(1, 0),
  CHECKPOINTS_FULL(1, 0),
  STORE_REFUSING(2, 0),
  STORE_SLOW(1, 0),
  STORE_RESETTING(2, 0),
  ANSWER_LOST(6, 0),
  CATALOG_KILLED(3, 0),
  CATALOG_PAUSED(3, 0),
  STORE_KILLED(2, 0),
  TASK_MANAGER_KILLED(12, 1),
  TASK_MANAGER_KILLED_AT_COMMIT(12, 1),
  TASK_MANAGER_PAUSED(1, 0),
  TASK_MANAGER_PAUSED_AT_COMMIT(2, 0),
  JOB_MANAGER_KILLED(2, 0),
  JOB_MANAGER_FAILED_OVER(10, 1),
  CLUSTER_KILLED(2, 0);

  private static final Set<FaultKind> OF_LOCAL_FILES =
      EnumSet.of(CATALOG_LOCKED, CATALOG_AWAY, WAREHOUSE_REFUSING, TASK_MANAGER_PAUSED_AT_COMMIT);
  private static final Set<FaultKind> OF_SERVERS = EnumSet.range(STORE_REFUSING, STORE_KILLED);
  private static final Set<FaultKind> ON_A_CLUSTER_ONLY =
      EnumSet.range(TASK_MANAGER_KILLED, CLUSTER_KILLED);

  /** Faults for a cluster, too: all but those of the job's own process. */
  private static final Set<FaultKind> ON_A_CLUSTER_TOO =
      EnumSet.of(
          STATE_LOST,
          JOB_TERMINATED,
          JOB_DRAINED,
          DEFINITION_CHANGED,
          STREAM_ADDED,
          HEALED,
          BROKER_KILLED,
          BROKER_AWAY,
          BROKER_COLD,
          PARTITION_ADDED,
          PARTITION_LEADERLESS,
          PRODUCERS_AHEAD,
          TRANSACTION_HUNG,
          TRANSACTIONS_DELETED,
          CATALOG_LOCKED,
          CATALOG_AWAY,
          WAREHOUSE_REFUSING,
          CHECKPOINTS_AWAY,
          CHECKPOINTS_FULL,
          STORE_REFUSING,
          STORE_SLOW,
          STORE_RESETTING,
          ANSWER_LOST,
          CATALOG_KILLED,
          CATALOG_PAUSED,
          STORE_KILLED);

  /** A cluster that is there for one job has it back by itself, and rebuilds no state. */
  private static final Set<FaultKind> NOT_UNDER_HIGH_AVAILABILITY =
      EnumSet.of(
          STATE_LOST, DEFINITION_CHANGED, STREAM_ADDED, TRANSACTIONS_DELETED, JOB_MANAGER_KILLED);

  private final int weight;
  private final int kills;

  FaultKind(int weight, int kills) {
    this.weight = weight;
    this.kills = kills;
  }

  /** Faults that can strike a job over such a lake, in a process of its own or on a cluster. */
  public static List<FaultKind> all(LakeKind lake, boolean onCluster) {
    return Arrays.stream(values())
        .filter(fault -> fault != JOB_MANAGER_FAILED_OVER)
        .filter(fault -> fault.strikes(lake) && fault.strikes(onCluster))
        .toList();
  }

  /** Faults that can strike a job in an application cluster under high availability. */
  public static List<FaultKind> highlyAvailable(LakeKind lake) {
    List<FaultKind> faults = new ArrayList<>(all(lake, true));
    faults.removeAll(NOT_UNDER_HIGH_AVAILABILITY);
    faults.add(JOB_MANAGER_FAILED_OVER);
    return faults;
  }

  private boolean strikes(LakeKind lake) {
    return !(lake == LakeKind.LOCAL ? OF_SERVERS : OF_LOCAL_FILES).contains(this);
  }

  private boolean strikes(boolean onCluster) {
    return onCluster
        ? ON_A_CLUSTER_ONLY.contains(this) || ON_A_CLUSTER_TOO.contains(this)
        : !ON_A_CLUSTER_ONLY.contains(this);
  }

  /** Frequency relative to the others. */
  int weight() {
    return weight;
  }

  /** Number of times that it kills the job. */
  public int kills() {
    return kills;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
