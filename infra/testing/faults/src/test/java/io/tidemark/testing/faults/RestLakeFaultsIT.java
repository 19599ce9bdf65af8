package io.tidemark.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.schedule.FaultKind;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code infra/fault-suite --lake rest}. */
@Tag("long")
final class RestLakeFaultsIT {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nothingIsLostNothingDoubledNotABitDiffers() throws Exception {
    FaultRunner run = ShortFaultHarness.of(dir, "at-least-once", LakeKind.REST, 50);
    assertThat(
            ShortFaultHarness.holds(
                run,
                FaultKind.STORE_REFUSING,
                FaultKind.ANSWER_LOST,
                FaultKind.CATALOG_KILLED,
                FaultKind.CATALOG_PAUSED))
        .isTrue();
  }
}
