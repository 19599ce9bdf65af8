package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code infra/fault-suite --lake rest}. */
final class RestLakeFaultsIT {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nothingIsLostNothingDoubledNotABitDiffers() throws Exception {
    FaultRun run = ShortForm.of(dir, "at-least-once", LakeKind.REST, 50);
    assertThat(
            ShortForm.holds(
                run,
                Fault.STORE_REFUSING,
                Fault.ANSWER_LOST,
                Fault.CATALOG_KILLED,
                Fault.CATALOG_PAUSED))
        .isTrue();
  }
}
