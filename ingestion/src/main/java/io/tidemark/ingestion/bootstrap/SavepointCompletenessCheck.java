package io.tidemark.ingestion.bootstrap;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;

/**
 * Refuses a savepoint in which the state of an operator or a subtask is missing. A failed {@link
 * SavepointOperator} writes nothing and does not fail its job, so {@link StateBootstrapJob} looks
 * at the result.
 */
final class SavepointCompletenessCheck {

  private SavepointCompletenessCheck() {}

  static void require(Path directory, int operators, int parallelism) throws IOException {
    Path metadata = new Path(directory, "_metadata");
    try (DataInputStream in = new DataInputStream(metadata.getFileSystem().open(metadata))) {
      Collection<OperatorState> states =
          Checkpoints.loadCheckpointMetadata(
                  in, SavepointCompletenessCheck.class.getClassLoader(), directory.toString())
              .getOperatorStates();
      boolean whole =
          states.size() == operators
              && states.stream().allMatch(s -> s.getStates().size() == parallelism);
      if (!whole) {
        throw new IOException(
            "The state could not be rebuilt; why is in the log. Nothing was started.");
      }
    }
  }
}
