package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the fault suite; {@code infra/fault-suite} is the long one. */
final class FaultsIT {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nothingIsLostNothingDoubledNotABitDiffers() throws Exception {
    FaultRun run = ShortForm.of(dir, "exactly-once", LakeKind.LOCAL, 100);
    assertThat(
            ShortForm.holds(
                run,
                Fault.JOB_KILLED_AT_COMMIT,
                Fault.JOB_TERMINATED,
                Fault.BROKER_KILLED,
                Fault.CATALOG_LOCKED,
                Fault.WAREHOUSE_REFUSING))
        .isTrue();
    theChecksNoticeLoss(run.site());
  }

  private static void theChecksNoticeLoss(Site site) throws Exception {
    Offsets all = EventsCheck.of(site).found();
    try (Lake lake = site.lake()) {
      RowsCheck rows = new RowsCheck(site, lake);
      FeatureSet set = site.pipeline().featureSets().get(0);
      DataFile row = largestFile(lake.table(set.name()));
      lake.table(set.name()).newDelete().deleteFile(row).commit();
      assertThat(rows.problems(set)).anyMatch(p -> p.contains("without row and entry"));
      lake.table(set.name()).newAppend().appendFile(row).commit();
      lake.table(set.name()).newAppend().appendFile(row.copy()).commit();
      assertThat(rows.problems(set)).anyMatch(p -> p.contains("there twice"));

      Table events = lake.table(site.pipeline().streams().get(0).name());
      DataFile event = largestFile(events);
      events.newDelete().deleteFile(event).commit();
      assertThat(EventsCheck.of(site).problems(all, all, new Witness()))
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
