package io.tidemark.lake.publish;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.lake.SnapshotProperties;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagedFileCleaner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a range of a table with staged files in one snapshot, or not at all.
 *
 * <pre>{@code
 * RangePublishPlan plan = RangePublishPlan.begin(layout, table, runId, range);
 * try (SnapshotHold hold = plan.hold(table)) {
 *   List<StagedFile> files = ...;                   // written by StagingWriter
 *   RangePublisher.undisturbed(table, plan).publish(files, rows, Map.of());
 * }
 * }</pre>
 *
 * <p>Before the commit {@link StagedFilesCheck} compares what was computed with what was written.
 * The commit fails if data or deletes came to the range since the run began: they would be replaced
 * by rows that do not know them. Compactions are the exception, see {@link ValidationStartFinder}.
 * With {@link #undisturbed} it also fails once a live job takes the table over, for {@link
 * io.tidemark.lake.live.SealedRange} was asked of its predecessor.
 *
 * <p>If the catalog's answer was lost, the table itself tells whether the commit is there ({@link
 * RunSnapshot}). Staged files are deleted only where it is certain that no snapshot names them.
 */
public final class RangePublisher {

  private static final Logger LOG = LoggerFactory.getLogger(RangePublisher.class);

  private final Table table;
  private final RangePublishPlan run;

  public RangePublisher(Table table, RangePublishPlan run) {
    this.table = run.agreed().guard(table);
    this.run = run;
  }

  /** Publishes nothing if a live job takes the table over from now on. */
  public static RangePublisher undisturbed(Table table, RangePublishPlan run) {
    return new RangePublisher(UndisturbedOperations.of(table), run);
  }

  /**
   * Publishes the files, or throws and leaves the table as it is; asked again, it does nothing.
   *
   * @param rowsProduced rows that the job says it handed to the writers
   * @param properties put into the snapshot's summary
   * @return the snapshot
   */
  public Snapshot publish(
      List<StagedFile> files, long rowsProduced, Map<String, String> properties) {
    Optional<Snapshot> before = published();
    if (before.isPresent()) {
      return before.get();
    }
    List<Problem> problems = StagedFilesCheck.problems(table, run, files, rowsProduced);
    if (!problems.isEmpty()) {
      cleanUp(files);
      throw new UserException(problems);
    }
    return commit(files, properties);
  }

  /** Tries again where compactions alone were in the way. */
  private Snapshot commit(List<StagedFile> files, Map<String, String> properties) {
    OptionalLong unchanged = run.began().snapshot();
    while (true) {
      try {
        overwrite(files, properties, unchanged).commit();
        return published().orElseThrow(() -> new IllegalStateException(lost()));
      } catch (RuntimeException e) {
        Optional<Snapshot> done = published();
        if (done.isPresent()) {
          return done.get();
        }
        OptionalLong later = unchangedAfter(e, unchanged);
        if (later.equals(unchanged)) {
          throw refusal(e, files);
        }
        unchanged = later;
      }
    }
  }

  private OptionalLong unchangedAfter(RuntimeException refusal, OptionalLong since) {
    return refusal instanceof ValidationException
        ? ValidationStartFinder.find(table, run.range(), since)
        : since;
  }

  private OverwriteFiles overwrite(
      List<StagedFile> files, Map<String, String> properties, OptionalLong unchanged) {
    Expression filter = run.range().filter();
    OverwriteFiles overwrite =
        table
            .newOverwrite()
            .overwriteByRowFilter(filter)
            .conflictDetectionFilter(filter)
            .validateNoConflictingData()
            .validateNoConflictingDeletes();
    // Without a snapshot to start from, Iceberg looks at all there is: right for an empty table.
    unchanged.ifPresent(overwrite::validateFromSnapshot);
    files.forEach(file -> overwrite.addFile(file.dataFile()));
    if (!files.isEmpty()) {
      overwrite.validateAddedFilesMatchOverwriteFilter(); // which fails where there are none
    }
    properties.forEach(overwrite::set);
    return overwrite
        .set(SnapshotProperties.RUN_ID, run.id())
        .set(SnapshotProperties.OPERATION, "backfill")
        .set(SnapshotProperties.RANGE_FROM, Instant.ofEpochMilli(run.range().from()).toString())
        .set(SnapshotProperties.RANGE_TO, Instant.ofEpochMilli(run.range().to()).toString());
  }

  private Optional<Snapshot> published() {
    try {
      return RunSnapshot.find(table, run.id(), run.began().snapshot());
    } catch (RuntimeException e) {
      LOG.warn("The table cannot be read again to look for run {}", run.id(), e);
      throw unknown();
    }
  }

  /** Files are deleted only where it is certain that no commit can name them any more. */
  private RuntimeException refusal(RuntimeException failure, List<StagedFile> files) {
    if (failure instanceof UserException) {
      cleanUp(files);
      return failure;
    }
    if (failure instanceof ValidationException) {
      cleanUp(files);
      LOG.info("Run {} was refused by Iceberg: {}", run.id(), failure.getMessage());
      return failure.getMessage().startsWith("Cannot delete file where some")
          ? RangeAlignmentCheck.partial(table, run.range())
          : conflict();
    }
    if (failure instanceof CleanableFailure) {
      cleanUp(files);
      return busy();
    }
    LOG.warn("It is not known whether run {} was committed", run.id(), failure);
    return unknown();
  }

  private void cleanUp(List<StagedFile> files) {
    StagedFileCleaner.delete(
        table.io(), files.stream().map(StagedFile::dataFile).map(DataFile::location).toList());
  }

  private UserException conflict() {
    return new UserException(
        "table " + table.name(),
        "something was committed to "
            + run.range()
            + " after the run began: rows of the live job or another backfill;"
            + " nothing was published",
        "a range is replaced only if it is as the run found it",
        "run it again, when the live job has passed the range");
  }

  private UserException busy() {
    return new UserException(
        "table " + table.name(),
        "the catalog took other commits first, again and again; nothing was published",
        "a commit is tried as often as the table's commit.retry.num-retries says",
        "run it again, or raise commit.retry.num-retries");
  }

  private UserException unknown() {
    return new UserException(
        "table " + table.name(),
        lost(),
        "the staged files are kept, since a snapshot may name them",
        "look for "
            + SnapshotProperties.RUN_ID
            + "="
            + run.id()
            + " among the table's snapshots; run it again if it is not there");
  }

  private String lost() {
    return "the catalog's answer to the commit of run " + run.id() + " was lost";
  }
}
