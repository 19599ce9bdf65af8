package io.tidemark.ingestion.bootstrap;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/**
 * Writes the savepoint of a job without keyed state, which Flink's savepoint writer refuses. {@link
 * StateBootstrapJob} needs it for the checkpoint number alone, from which the job's own checkpoints
 * go on.
 */
final class EmptySavepointWriter {

  private EmptySavepointWriter() {}

  /**
   * @param directory where nothing is yet
   */
  static void write(Path directory, long checkpoint) throws IOException {
    Path metadata = new Path(directory, "_metadata");
    try (DataOutputStream out =
        new DataOutputStream(metadata.getFileSystem().create(metadata, WriteMode.NO_OVERWRITE))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(checkpoint, List.of(), List.of()), out);
    }
  }
}
