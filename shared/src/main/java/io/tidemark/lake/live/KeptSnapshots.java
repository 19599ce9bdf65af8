package io.tidemark.lake.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Selects the snapshots that a live table keeps: the newest without a gap, by which a restart, a
 * roll-back and whoever replaces a range tell what was committed since; and of the older ones those
 * with files that a compaction or a backfill has replaced, for readers that still use them. {@link
 * LiveSnapshotExpiryTask} expires the rest; {@code maintain} expires the older ones by their age.
 */
public final class KeptSnapshots {

  /** Table property: how many snapshots a live job keeps. */
  public static final String MOST = "tidemark.most-snapshots";

  /** An hour and forty minutes, at a checkpoint each ten seconds. */
  static final int MOST_DEFAULT = 600;

  /** A {@link SnapshotHold} keeps at most so many times the usual number. */
  private static final int PATIENCE = 12;

  private final Table table;
  private final int most;
  private final List<Snapshot> newestFirst;

  private KeptSnapshots(Table table) {
    this.table = table;
    this.most = Math.max(1, PropertyUtil.propertyAsInt(table.properties(), MOST, MOST_DEFAULT));
    this.newestFirst = SnapshotLineage.of(table).toList();
  }

  /** Of a table as it was read last. */
  static KeptSnapshots of(Table table) {
    return new KeptSnapshots(table);
  }

  /** Whether there is enough to forget that it is worth a commit. */
  boolean isTooLong() {
    return newestFirst.size() > most && forgettable().size() > most / 4;
  }

  /** Snapshots that nothing needs, and no data file is in them alone. */
  List<Snapshot> forgettable() {
    Set<Long> named = new HashSet<>();
    table.refs().values().forEach(ref -> named.add(ref.snapshotId()));
    List<Snapshot> forgettable = new ArrayList<>();
    List<Snapshot> holding = apart();
    for (int i = kept(); i < newestFirst.size(); i++) {
      Snapshot snapshot = newestFirst.get(i);
      (replacesFiles(newestFirst.get(i - 1)) ? holding : forgettable).add(snapshot);
    }
    holding.sort(Comparator.comparingLong(Snapshot::sequenceNumber).reversed());
    forgettable.addAll(holding.subList(Math.min(most, holding.size()), holding.size()));
    forgettable.removeIf(snapshot -> named.contains(snapshot.snapshotId()));
    return forgettable;
  }

  /** Number of the newest ones, which stay without a gap. */
  private int kept() {
    Set<Long> tail = new HashSet<>();
    LiveCommit.standing(newestFirst.stream())
        .limit(ProtectedSnapshots.COMMITS)
        .forEach(s -> tail.add(s.snapshotId()));
    Set<Long> held = SnapshotHold.held(table);
    int kept = Math.min(most, newestFirst.size());
    for (int i = kept; i < newestFirst.size(); i++) {
      long id = newestFirst.get(i).snapshotId();
      if (tail.contains(id) || i < PATIENCE * most && held.contains(id)) {
        kept = i + 1;
      }
    }
    return kept;
  }

  /** Those that were left when the ones around them were forgotten. Branches are their owners'. */
  private List<Snapshot> apart() {
    List<Snapshot> apart = new ArrayList<>();
    if (table.refs().entrySet().stream()
        .allMatch(ref -> ref.getKey().equals(SnapshotRef.MAIN_BRANCH) || ref.getValue().isTag())) {
      table.snapshots().forEach(apart::add);
      apart.removeAll(new HashSet<>(newestFirst));
    }
    return apart;
  }

  private static boolean replacesFiles(Snapshot snapshot) {
    return snapshot.summary().containsKey(SnapshotSummary.DELETED_FILES_PROP);
  }
}
