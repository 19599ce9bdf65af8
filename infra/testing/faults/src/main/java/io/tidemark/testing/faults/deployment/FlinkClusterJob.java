package io.tidemark.testing.faults.deployment;

import io.tidemark.testing.faults.cluster.FlinkCluster;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Live job whose tasks run in the processes of a {@link FlinkCluster}. */
public interface FlinkClusterJob extends DeployedJob {

  Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

  FlinkCluster cluster();

  /** Flink's id of the job that runs. */
  String id() throws IOException;

  void killTaskManager(String id) throws InterruptedException;

  @Override
  default void requireAlive() throws Exception {
    cluster().requireJobManager();
    Optional<String> state = cluster().page().state(id()).filter(ENDED::contains);
    if (state.isPresent()) {
      throw new IllegalStateException("the job has " + state.get() + " by itself");
    }
  }
}
