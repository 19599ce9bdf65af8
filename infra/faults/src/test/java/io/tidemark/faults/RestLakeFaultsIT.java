package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code infra/fault-suite --lake rest}. */
final class RestLakeFaultsIT {

  private static final long SEED = Long.getLong("tidemark.faults.seed", 4);
  private static final double RATE = 50;

  private static final List<Fault> FAULTS =
      List.of(Fault.STORE_REFUSING, Fault.ANSWER_LOST, Fault.CATALOG_KILLED, Fault.CATALOG_PAUSED);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nothingIsLostNothingDoubledNotABitDiffers() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true);
    out.println("seed " + SEED + ", logs in " + dir);
    FaultRun run =
        new FaultRun(
            dir.resolve("run"),
            Path.of("src/test/resources/small.yaml"),
            "at-least-once",
            LakeKind.REST,
            SEED,
            RATE,
            out);
    Schedule schedule = Schedule.each(SEED, FAULTS, Duration.ofSeconds(4));
    assertThat(run.run(schedule, Duration.ofMinutes(5))).isTrue();
  }
}
