package io.tidemark.backfill.maintenance;

import io.tidemark.lake.EmptyHistoryCheck;
import io.tidemark.lake.live.ProtectedSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Expires a table's old snapshots with Iceberg's own expiry. {@link ProtectedSnapshots} stay,
 * however old: without its newest commits nobody would know how far a live job was.
 */
final class SnapshotExpiryAction {

  private static final int DELETERS = 8;

  private final MaintenanceSettings settings;

  SnapshotExpiryAction(MaintenanceSettings settings) {
    this.settings = settings;
  }

  void run(Table table) {
    EmptyHistoryCheck.note(table);
    Instant old = Instant.now().minus(age(table));
    ProtectedSnapshots tail = ProtectedSnapshots.of(table, old);
    ExecutorService deleters = Executors.newFixedThreadPool(DELETERS);
    try {
      ExpireSnapshots expire =
          table
              .expireSnapshots()
              .expireOlderThan(Math.min(old.toEpochMilli(), tail.millis()))
              .executeDeleteWith(deleters)
              .planWith(deleters);
      settings.snapshotsKept().ifPresent(expire::retainLast);
      expire.commit();
    } finally {
      deleters.shutdown();
    }
  }

  private Duration age(Table table) {
    return settings
        .snapshotAge()
        .orElseGet(
            () ->
                Duration.ofMillis(
                    PropertyUtil.propertyAsLong(
                        table.properties(),
                        TableProperties.MAX_SNAPSHOT_AGE_MS,
                        TableProperties.MAX_SNAPSHOT_AGE_MS_DEFAULT)));
  }
}
