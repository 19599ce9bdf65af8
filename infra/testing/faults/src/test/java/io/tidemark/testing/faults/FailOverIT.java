package io.tidemark.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.schedule.FaultKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under high availability a JobManager that is killed runs {@code ingest} again in its successor,
 * while Flink brings the job back; {@code -Dtidemark.faults.failOvers=10} for more of that.
 */
@Tag("long")
final class FailOverIT {

  private static final int FAIL_OVERS = Integer.getInteger("tidemark.faults.failOvers", 2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aJobOutlivesItsJobManagers() throws Exception {
    FaultRunner run =
        ShortFaultHarness.of(dir, "exactly-once", LakeKind.LOCAL, 100).highlyAvailable();
    FaultKind[] faults =
        Collections.nCopies(FAIL_OVERS, FaultKind.JOB_MANAGER_FAILED_OVER)
            .toArray(FaultKind[]::new);
    assertThat(ShortFaultHarness.holds(run, faults)).isTrue();
  }
}
