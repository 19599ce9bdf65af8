package io.tidemark.lake.live;

import io.tidemark.lake.EmptyHistoryCheck;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ExpireSnapshots.CleanupLevel;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Expires old snapshots in a thread beside the live job's commits, since every commit rewrites the
 * list of all snapshots. {@link KeptSnapshots} selects them; no data file is deleted.
 */
public final class LiveSnapshotExpiryTask implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveSnapshotExpiryTask.class);

  private final Supplier<Table> load;
  private ExecutorService thread;
  private Future<?> running;

  /**
   * @param load reads the table anew; what is read shares nothing with the one that commits
   */
  LiveSnapshotExpiryTask(Supplier<Table> load) {
    this.load = load;
  }

  /** Forgets, if there is enough to forget; it does not wait. */
  void consider(Table table) {
    if ((running == null || running.isDone()) && KeptSnapshots.of(table).isTooLong()) {
      running = thread().submit(this::run);
    }
  }

  /** Waits for what was begun. */
  void await() throws ExecutionException, InterruptedException {
    if (running != null) {
      running.get();
    }
  }

  private ExecutorService thread() {
    if (thread == null) {
      thread =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread daemon = new Thread(task, "tidemark-expiry");
                daemon.setDaemon(true);
                return daemon;
              });
    }
    return thread;
  }

  /** Whatever fails, the next one forgets the same. */
  private void run() {
    try {
      expire(load.get());
    } catch (RuntimeException e) {
      LOG.warn("Old snapshots stay for now: {}", e.toString());
    }
  }

  public static void expire(Table table) {
    List<Snapshot> forgettable = KeptSnapshots.of(table).forgettable();
    if (forgettable.isEmpty()) {
      return;
    }
    EmptyHistoryCheck.note(table);
    ExpireSnapshots expire =
        table.expireSnapshots().expireOlderThan(0).cleanupLevel(CleanupLevel.METADATA_ONLY);
    forgettable.forEach(snapshot -> expire.expireSnapshotId(snapshot.snapshotId()));
    expire.commit();
    LOG.info("Table {} has forgotten {} snapshots", table.name(), forgettable.size());
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
  }
}
