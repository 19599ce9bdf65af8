package io.tidemark.lake.publish;

import io.tidemark.definition.UserException;
import io.tidemark.lake.SnapshotProperties;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.live.AgreedFingerprint;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagedFileCleaner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Commits the staged rejects and then the staged events of imported files, each with one commit.
 * The commit of events is refused if events of any other import have come to the table since it was
 * looked at.
 *
 * <p>Events come last because they decide: a run that died is complete if they are there, and
 * otherwise its rejects are taken back ({@link DeleteRowsAction}) and the files begin anew. The
 * other order could leave events whose rejects nobody adds.
 */
public final class ImportCommitter {

  /** What {@link SnapshotProperties#OPERATION} says of its snapshots. */
  public static final String OPERATION = "import";

  private final Table events;
  private final Table rejects;
  private final String numberColumn;
  private final int firstNumber;
  private OptionalLong seen;

  /**
   * Looks at the event table as it is now.
   *
   * @param numberColumn column of both tables that holds the number of a file
   * @param firstNumber number of the very first file; what is less is none
   */
  public ImportCommitter(Table events, Table rejects, String numberColumn, int firstNumber) {
    this.events = AgreedFingerprint.of(events).guard(events);
    this.rejects = rejects;
    this.numberColumn = numberColumn;
    this.firstNumber = firstNumber;
    this.seen = TableVersion.of(events).snapshot();
  }

  /** Whether what these files were to give is in the tables. */
  public boolean isDone(List<ImportedFile> files) {
    boolean anyEvents = files.stream().anyMatch(f -> f.events() > 0);
    boolean anyRejects = files.stream().anyMatch(f -> f.rejects() > 0);
    if (anyEvents) {
      return hasRows(events, numbers(files));
    }
    return anyRejects && hasRows(rejects, numbers(files));
  }

  /** Removes the rejects of files whose events are not in their table. */
  public void takeBack(List<ImportedFile> files) {
    if (hasRows(rejects, numbers(files))) {
      DeleteRowsAction.of(rejects, numbers(files)).commit();
    }
  }

  /**
   * Commits both.
   *
   * @param files of one run, at least one
   * @throws UserException if another import was faster; nothing has changed then
   */
  public void run(
      List<ImportedFile> files, List<StagedFile> stagedEvents, List<StagedFile> stagedRejects) {
    String runId = files.get(0).runId();
    appendRejects(runId, stagedRejects);
    try {
      appendEvents(runId, stagedEvents);
    } catch (ValidationException | UserException e) {
      takeBack(files);
      discard(events, stagedEvents);
      throw e instanceof UserException ? e : conflict();
    }
    seen = TableVersion.of(events).snapshot();
  }

  /** Deletes staged files that will not be committed. */
  public void discard(List<StagedFile> stagedEvents, List<StagedFile> stagedRejects) {
    discard(events, stagedEvents);
    discard(rejects, stagedRejects);
  }

  private void appendRejects(String runId, List<StagedFile> staged) {
    if (staged.isEmpty()) {
      return;
    }
    AppendFiles append = rejects.newAppend();
    staged.forEach(file -> append.appendFile(file.dataFile()));
    append
        .set(SnapshotProperties.RUN_ID, runId)
        .set(SnapshotProperties.OPERATION, OPERATION)
        .commit();
  }

  private void appendEvents(String runId, List<StagedFile> staged) {
    if (staged.isEmpty()) {
      return;
    }
    OverwriteFiles append =
        events
            .newOverwrite()
            .conflictDetectionFilter(Expressions.greaterThanOrEqual(numberColumn, firstNumber))
            .validateNoConflictingData();
    seen.ifPresent(append::validateFromSnapshot);
    staged.forEach(file -> append.addFile(file.dataFile()));
    append
        .set(SnapshotProperties.RUN_ID, runId)
        .set(SnapshotProperties.OPERATION, OPERATION)
        .commit();
  }

  private static boolean hasRows(Table table, Expression numbers) {
    table.refresh();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).where(numbers).build()) {
      return rows.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a run have numbers of their own, one after the other. */
  private Expression numbers(List<ImportedFile> files) {
    int first = files.stream().mapToInt(ImportedFile::number).min().orElseThrow();
    int last = files.stream().mapToInt(ImportedFile::number).max().orElseThrow();
    return Expressions.and(
        Expressions.greaterThanOrEqual(numberColumn, first),
        Expressions.lessThanOrEqual(numberColumn, last));
  }

  private static void discard(Table table, List<StagedFile> staged) {
    StagedFileCleaner.delete(
        table.io(), staged.stream().map(StagedFile::dataFile).map(DataFile::location).toList());
  }

  private UserException conflict() {
    return new UserException(
        "table " + events.name(),
        "another import has added events to it; nothing was added by this one",
        "one import of a namespace runs at a time",
        "the same again, once the other has ended");
  }
}
