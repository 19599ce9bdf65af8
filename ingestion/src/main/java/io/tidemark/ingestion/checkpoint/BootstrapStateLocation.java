package io.tidemark.ingestion.checkpoint;

import java.io.IOException;
import java.util.UUID;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Directory of state that was rebuilt from the tables, used until the job has taken a checkpoint of
 * its own. It lies too deep for {@link RestorePointStore} to find: such state has no Kafka offsets
 * to read on from.
 */
public final class BootstrapStateLocation {

  private static final String DIRECTORY = "bootstrap";

  private BootstrapStateLocation() {}

  /**
   * A directory where nothing is yet; what earlier starts have left is removed.
   *
   * @param checkpoints the pipeline's directory of checkpoints, as URI
   */
  public static String fresh(String checkpoints) throws IOException {
    Path all = new Path(checkpoints, DIRECTORY);
    FileSystem files = all.getFileSystem();
    for (FileStatus child : files.exists(all) ? files.listStatus(all) : new FileStatus[0]) {
      if (isOfAStart(child.getPath().getName())) {
        files.delete(child.getPath(), true);
      }
    }
    return new Path(new Path(all, UUID.randomUUID().toString()), "state").toString();
  }

  /** A namespace may be called like the directory, and have its checkpoints there. */
  private static boolean isOfAStart(String name) {
    try {
      return UUID.fromString(name).toString().equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
