package io.tidemark.lake.publish;

import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.live.AgreedFingerprint;
import io.tidemark.lake.live.SnapshotHold;
import org.apache.iceberg.Table;

/**
 * State that one attempt to replace a range began from. {@link RangePublisher} commits against it:
 * all that was committed since may be in conflict.
 *
 * @param id unlike that of any other run
 * @param range what is replaced: all of it, nothing else
 * @param began the table when the run began; what was committed since may be in its way
 * @param agreed what the table said of its rows then
 */
public record RangePublishPlan(
    String id, TimeRange range, TableVersion began, AgreedFingerprint agreed) {

  /** Begins a run; refuses a range that could not be published, before anything is computed. */
  public static RangePublishPlan begin(
      TableLayout layout, Table table, String id, TimeRange range) {
    TableVersion began = TableVersion.of(table);
    AgreedFingerprint agreed = AgreedFingerprint.of(layout, table);
    RangeAlignmentCheck.check(table, range);
    return new RangePublishPlan(id, range, began, agreed);
  }

  /** Has the table keep what is committed from now on, until that is closed. */
  public SnapshotHold hold(Table table) {
    return began.snapshot().isEmpty()
        ? SnapshotHold.none(table)
        : SnapshotHold.of(table, id, began.snapshot().getAsLong());
  }
}
