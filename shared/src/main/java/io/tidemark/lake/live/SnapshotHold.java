package io.tidemark.lake.live;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tag that keeps a table's snapshots since one of them until it is closed: Iceberg validates a
 * replacement against all that was committed since the run began, and fails where a snapshot in
 * between has expired. {@link KeptSnapshots} respects it.
 */
public final class SnapshotHold implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotHold.class);

  private static final String TAG = "tidemark-run-";

  /** Of a run that died, the tag goes after that time. */
  private static final long TAG_MILLIS = Duration.ofDays(1).toMillis();

  private final Table table;
  private final String tag;

  private SnapshotHold(Table table, String tag) {
    this.table = table;
    this.tag = tag;
  }

  /**
   * @param runId unlike that of any other run
   * @param since the snapshot
   */
  public static SnapshotHold of(Table table, String runId, long since) {
    String tag = TAG + runId;
    table.manageSnapshots().createTag(tag, since).setMaxRefAgeMs(tag, TAG_MILLIS).commit();
    return new SnapshotHold(table, tag);
  }

  /** Of a table that had no snapshot. */
  public static SnapshotHold none(Table table) {
    return new SnapshotHold(table, "");
  }

  @Override
  public void close() {
    try {
      table.refresh();
      if (table.refs().containsKey(tag)) {
        table.manageSnapshots().removeTag(tag).commit();
      }
    } catch (RuntimeException e) {
      LOG.warn("Tag {} of table {} stays for a day: {}", tag, table.name(), e.toString());
    }
  }

  /** Snapshots that are held. */
  static Set<Long> held(Table table) {
    Set<Long> held = new HashSet<>();
    table
        .refs()
        .forEach(
            (name, ref) -> {
              if (name.startsWith(TAG)) {
                held.add(ref.snapshotId());
              }
            });
    return held;
  }
}
