package io.tidemark.lake.live;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.Tasks;
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
    retry(
        table,
        () ->
            table.manageSnapshots().createTag(tag, since).setMaxRefAgeMs(tag, TAG_MILLIS).commit());
    return new SnapshotHold(table, tag);
  }

  /** Of a table that had no snapshot. */
  public static SnapshotHold none(Table table) {
    return new SnapshotHold(table, "");
  }

  @Override
  public void close() {
    try {
      retry(table, this::remove);
    } catch (RuntimeException e) {
      LOG.warn("Tag {} of table {} stays for a day: {}", tag, table.name(), e.toString());
    }
  }

  private void remove() {
    table.refresh();
    if (table.refs().containsKey(tag)) {
      table.manageSnapshots().removeTag(tag).commit();
    }
  }

  /**
   * Commits a change of tags as often as the table's properties say of any commit; Iceberg itself
   * gives one up at the first commit that is in its way, and a live job commits all the time.
   */
  private static void retry(Table table, Runnable commit) {
    Map<String, String> properties = table.properties();
    Tasks.foreach(commit)
        .retry(
            PropertyUtil.propertyAsInt(
                properties,
                TableProperties.COMMIT_NUM_RETRIES,
                TableProperties.COMMIT_NUM_RETRIES_DEFAULT))
        .exponentialBackoff(
            PropertyUtil.propertyAsInt(
                properties,
                TableProperties.COMMIT_MIN_RETRY_WAIT_MS,
                TableProperties.COMMIT_MIN_RETRY_WAIT_MS_DEFAULT),
            PropertyUtil.propertyAsInt(
                properties,
                TableProperties.COMMIT_MAX_RETRY_WAIT_MS,
                TableProperties.COMMIT_MAX_RETRY_WAIT_MS_DEFAULT),
            PropertyUtil.propertyAsInt(
                properties,
                TableProperties.COMMIT_TOTAL_RETRY_TIME_MS,
                TableProperties.COMMIT_TOTAL_RETRY_TIME_MS_DEFAULT),
            2.0)
        .onlyRetryOn(CommitFailedException.class)
        .run(Runnable::run);
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
