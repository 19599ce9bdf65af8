package io.tidemark.ingestion;

import java.io.IOException;
import java.util.UUID;
import org.apache.flink.core.fs.Path;

/**
 * Where state that was rebuilt from the tables lies until the job has taken a checkpoint of its
 * own: too deep for {@link RestorePoints}, for it says nothing of where to read on.
 */
final class RebuiltState {

  private static final String DIRECTORY = "bootstrap";

  private RebuiltState() {}

  /**
   * A directory where nothing is yet; what earlier starts have left is removed.
   *
   * @param checkpoints the pipeline's directory of checkpoints, as URI
   */
  static String fresh(String checkpoints) throws IOException {
    Path all = new Path(checkpoints, DIRECTORY);
    all.getFileSystem().delete(all, true);
    return new Path(new Path(all, UUID.randomUUID().toString()), "state").toString();
  }
}
