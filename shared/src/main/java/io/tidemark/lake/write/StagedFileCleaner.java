package io.tidemark.lake.write;

import java.util.List;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files that no snapshot will ever name; what it cannot remove is an orphan, not a fault.
 */
public final class StagedFileCleaner {

  private static final Logger LOG = LoggerFactory.getLogger(StagedFileCleaner.class);

  private StagedFileCleaner() {}

  /** Deletes each; logs those that it could not. */
  public static void delete(FileIO io, List<String> locations) {
    for (String location : locations) {
      try {
        io.deleteFile(location);
      } catch (RuntimeException e) {
        LOG.warn("Staged file {} stays behind as an orphan", location, e);
      }
    }
  }
}
