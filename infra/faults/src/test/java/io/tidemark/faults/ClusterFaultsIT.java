package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code infra/fault-suite --cluster}. */
final class ClusterFaultsIT {

  private static final long SEED = Long.getLong("tidemark.faults.seed", 4);
  private static final double RATE = 100;

  private static final List<Fault> FAULTS =
      List.of(Fault.TASK_MANAGER_KILLED, Fault.TASK_MANAGER_KILLED_AT_COMMIT);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aJobOnAClusterOutlivesItsTaskManagers() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true);
    out.println("seed " + SEED + ", logs in " + dir);
    FaultRun run =
        new FaultRun(
                dir.resolve("run"),
                Path.of("src/test/resources/small.yaml"),
                "exactly-once",
                LakeKind.LOCAL,
                SEED,
                RATE,
                out)
            .onCluster(Optional.empty());
    Schedule schedule = Schedule.each(SEED, FAULTS, Duration.ofSeconds(4));
    assertThat(run.run(schedule, Duration.ofMinutes(5))).isTrue();
  }
}
