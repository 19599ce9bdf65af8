package io.tidemark.backfill.maintenance;

import io.tidemark.lake.TableLocations;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Lists the files in the folders of {@link TableLocations}. */
final class FolderListing {

  private FolderListing() {}

  static List<FileInfo> of(SupportsPrefixOperations store, TableLocations folders) {
    List<FileInfo> files = new ArrayList<>();
    folders.all().forEach(folder -> list(store, folder.replaceFirst("/+$", "") + "/", files));
    return files;
  }

  /** A table that was never written has no folder for its data. */
  private static void list(SupportsPrefixOperations store, String prefix, List<FileInfo> files) {
    try {
      store.listPrefix(prefix).forEach(files::add);
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof FileNotFoundException)) {
        throw e;
      }
    }
  }
}
