package io.tidemark.backfill.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Set of the files that any snapshot of a table names, by the path of their location; the others
 * are candidates of {@link DeleteOrphanFilesAction}.
 */
final class ReachableFiles {

  private final Table table;
  private final Set<String> paths = new HashSet<>();

  private ReachableFiles(Table table) {
    this.table = table;
  }

  static Set<String> of(Table table) {
    ReachableFiles files = new ReachableFiles(table);
    files.addMetadata();
    files.addManifests();
    return files.paths;
  }

  private void addMetadata() {
    ReachableFileUtil.metadataFileLocations(table, true).forEach(this::add);
    ReachableFileUtil.manifestListLocations(table).forEach(this::add);
    ReachableFileUtil.statisticsFilesLocations(table).forEach(this::add);
    add(ReachableFileUtil.versionHintLocation(table));
    table.statisticsFiles().stream().map(StatisticsFile::path).forEach(this::add);
  }

  private void addManifests() {
    Set<String> seen = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (seen.add(manifest.path())) {
          add(manifest.path());
          addContent(manifest);
        }
      }
    }
  }

  private void addContent(ManifestFile manifest) {
    try (CloseableIterable<? extends ContentFile<?>> files = content(manifest)) {
      files.forEach(file -> add(file.location()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CloseableIterable<? extends ContentFile<?>> content(ManifestFile manifest) {
    return switch (manifest.content()) {
      case DATA -> ManifestFiles.read(manifest, table.io(), table.specs());
      case DELETES -> ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs());
    };
  }

  private void add(String location) {
    paths.add(DeleteOrphanFilesAction.path(location));
  }
}
