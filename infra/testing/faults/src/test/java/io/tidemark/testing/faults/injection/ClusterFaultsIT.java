package io.tidemark.testing.faults.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.faults.FaultRunner;
import io.tidemark.testing.faults.ShortFaultHarness;
import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.schedule.FaultKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code infra/fault-suite --cluster}: a Flink cluster of processes. */
@Tag("long")
final class ClusterFaultsIT {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aJobOnAClusterOutlivesItsTaskManagers() throws Exception {
    FaultRunner run =
        ShortFaultHarness.of(dir, "exactly-once", LakeKind.LOCAL, 100).onCluster(Optional.empty());
    assertThat(
            ShortFaultHarness.holds(
                run, FaultKind.TASK_MANAGER_KILLED, FaultKind.TASK_MANAGER_KILLED_AT_COMMIT))
        .isTrue();
  }
}
