package io.tidemark.lake.write;

import java.util.List;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes {@link StagedFile}s that no snapshot will ever name. One that cannot be deleted is logged
 * and left as an orphan, for {@code maintain}.
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
