package io.tidemark.backfill.maintenance;

import io.tidemark.lake.SnapshotProperties;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.PropertyUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges a table's manifests into few, each of neighbouring partitions, after {@link
 * CompactionAction}: planning a scan reads all manifests but those of other partitions.
 */
final class ManifestMergeAction {

  /** What {@link SnapshotProperties#OPERATION} says of its snapshots. */
  static final String NAME = "merge-manifests";

  private static final Logger LOG = LoggerFactory.getLogger(ManifestMergeAction.class);

  /** Fewer are not worth a commit. */
  private static final int MANY = 8;

  /** That many days, or hours, share a manifest. */
  private static final int NEIGHBOURS = 64;

  private ManifestMergeAction() {}

  static void run(Table table) {
    table.refresh();
    if (!isWorthIt(table)) {
      return;
    }
    try {
      table
          .rewriteManifests()
          .clusterBy(ManifestMergeAction::neighbourhood)
          .set(SnapshotProperties.OPERATION, NAME)
          .commit();
    } catch (ValidationException | CommitFailedException e) {
      LOG.info("Manifests of {} were changed meanwhile and stay: {}", table.name(), e.getMessage());
    }
  }

  private static boolean isWorthIt(Table table) {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return false;
    }
    List<ManifestFile> manifests = current.dataManifests(table.io());
    long target =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.MANIFEST_TARGET_SIZE_BYTES,
            TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT);
    long full = manifests.stream().mapToLong(ManifestFile::length).sum() / target;
    return manifests.size() > MANY + 2 * full;
  }

  private static Object neighbourhood(DataFile file) {
    Object first = file.partition().size() == 0 ? 0 : file.partition().get(0, Object.class);
    return first instanceof Integer number ? Math.floorDiv(number, NEIGHBOURS) : 0;
  }
}
