package io.tidemark.testing.faults.deployment;

import io.tidemark.lake.Lake;
import io.tidemark.lake.live.LiveCommit;
import java.util.List;

/**
 * Counts how often a kill has hit the gap between a completed checkpoint and the commits of its
 * tables; {@link TestDeployment#tally} has it.
 */
public final class CommitGapCounter {

  private int before;
  private int between;
  private int after;

  /**
   * Counts a kill.
   *
   * @param checkpoint that was complete when it struck
   * @return what it hit
   */
  public String add(TestWorkspace workspace, long checkpoint) throws Exception {
    List<String> tables = workspace.busyTables();
    int committed = 0;
    try (Lake lake = workspace.lake()) {
      for (String table : tables) {
        long newest = LiveCommit.newest(lake.table(table)).map(LiveCommit::checkpoint).orElse(0L);
        committed += newest >= checkpoint ? 1 : 0;
      }
    }
    count(committed, tables.size());
    return "checkpoint %d was complete, %d of %d tables had it"
        .formatted(checkpoint, committed, tables.size());
  }

  private void count(int committed, int tables) {
    if (committed == 0) {
      before++;
    } else if (committed < tables) {
      between++;
    } else {
      after++;
    }
  }

  @Override
  public String toString() {
    return "%d before the first commit, %d between two commits, %d after the last"
        .formatted(before, between, after);
  }
}
