package io.tidemark.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import io.tidemark.testing.faults.check.EventsCheck;
import io.tidemark.testing.faults.check.RowsCheck;
import io.tidemark.testing.faults.deployment.FaultLog;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.load.MessageOffsets;
import io.tidemark.testing.faults.schedule.FaultKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the fault suite; {@code infra/fault-suite} is the long one. */
@Tag("long")
final class FaultsIT {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nothingIsLostNothingDoubledNotABitDiffers() throws Exception {
    FaultRunner run = ShortFaultHarness.of(dir, "exactly-once", LakeKind.LOCAL, 100);
    assertThat(
            ShortFaultHarness.holds(
                run,
                FaultKind.JOB_KILLED_AT_COMMIT,
                FaultKind.JOB_TERMINATED,
                FaultKind.BROKER_KILLED,
                FaultKind.CATALOG_LOCKED,
                FaultKind.WAREHOUSE_REFUSING))
        .isTrue();
    theChecksNoticeLoss(run.site());
  }

  private static void theChecksNoticeLoss(TestWorkspace workspace) throws Exception {
    MessageOffsets all = EventsCheck.of(workspace).found();
    try (Lake lake = workspace.lake()) {
      RowsCheck rows = new RowsCheck(workspace, lake);
      FeatureSet set = workspace.pipeline().featureSets().get(0);
      DataFile row = largestFile(lake.table(set.name()));
      lake.table(set.name()).newDelete().deleteFile(row).commit();
      assertThat(rows.problems(set)).anyMatch(p -> p.contains("without row and entry"));
      lake.table(set.name()).newAppend().appendFile(row).commit();
      lake.table(set.name()).newAppend().appendFile(row.copy()).commit();
      assertThat(rows.problems(set)).anyMatch(p -> p.contains("there twice"));

      Table events = lake.table(workspace.pipeline().streams().get(0).name());
      DataFile event = largestFile(events);
      events.newDelete().deleteFile(event).commit();
      assertThat(EventsCheck.of(workspace).problems(all, all, new FaultLog()))
          .anyMatch(p -> p.startsWith("lost"));
      assertThat(rows.problems(set)).anyMatch(p -> p.contains("rows of no event"));
    }
  }

  /** A small one may hold nothing but events that are in others, too. */
  private static DataFile largestFile(Table table) throws IOException {
    DataFile largest = null;
    try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
      for (FileScanTask file : files) {
        if (largest == null || file.file().recordCount() > largest.recordCount()) {
          largest = file.file().copy();
        }
      }
    }
    return largest;
  }
}
