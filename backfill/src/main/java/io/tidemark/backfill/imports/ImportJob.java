package io.tidemark.backfill.imports;

import io.tidemark.definition.Environment;
import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.file.ImportFile;
import io.tidemark.event.file.UnreadableFileException;
import io.tidemark.lake.ImportCommit;
import io.tidemark.lake.ImportedFile;
import io.tidemark.lake.Imports;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LiveCommit;
import io.tidemark.lake.StagedFile;
import io.tidemark.pipeline.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;

/**
 * Adds the records of files to the event table of a stream, each file once: all of its records with
 * one commit, or none of them.
 */
public final class ImportJob {

  /** So many files that cannot be read are no accident, but a store that is not there. */
  private static final int MOST_UNREADABLE = 20;

  /** Each travels with the job. */
  private static final int MOST_FILES = 5000;

  private final Pipeline pipeline;
  private final Environment environment;
  private final ImportSettings settings;
  private final ImportProgress progress;

  /**
   * What a run did.
   *
   * @param files that are in the tables now and were not before
   * @param known number of files that were imported before
   * @param unreadable why, by location, for those that were left out
   * @param firstTime least event time of the events, epoch milliseconds; of no meaning without any
   * @param lastTime greatest event time
   * @param live whether a live job has written the event table, whose state knows nothing of these
   */
  public record Result(
      List<ImportedFile> files,
      int known,
      Map<String, String> unreadable,
      long firstTime,
      long lastTime,
      boolean live) {

    /** Records that became events. */
    public long events() {
      return files.stream().mapToLong(ImportedFile::events).sum();
    }

    /** Records that did not. */
    public long rejects() {
      return files.stream().mapToLong(ImportedFile::rejects).sum();
    }
  }

  public ImportJob(
      Pipeline pipeline,
      Environment environment,
      ImportSettings settings,
      ImportProgress progress) {
    this.pipeline = pipeline;
    this.environment = environment;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Imports what was not imported before.
   *
   * @param locations files and folders
   * @param runId unlike that of any other run
   * @throws UserException if there are no files, one has changed since it was imported, or another
   *     import was faster; what was committed until then stays
   */
  public Result run(ImportDefinition definition, List<String> locations, String runId)
      throws Exception {
    try (Lake lake = Lake.open(environment, environment.namespaceOf(pipeline));
        FileIO io = lake.files()) {
      lake.ensureAll(Tables.of(pipeline));
      return new Run(lake, io, definition, runId).of(locations);
    }
  }

  /** One call. */
  private final class Run {

    private final Lake lake;
    private final ImportDefinition definition;
    private final String runId;
    private final FileIO io;
    private final ImportCommit commit;
    private final Imports imports;
    private final StagingJob staging;
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private final List<ImportedFile> imported = new ArrayList<>();
    private final List<Staged> staged = new ArrayList<>();
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    Run(Lake lake, FileIO io, ImportDefinition definition, String runId) {
      this.lake = lake;
      this.io = io;
      this.definition = definition;
      this.runId = runId;
      // In this order: what another import commits from now on is noticed.
      this.commit = commitTo(definition.stream());
      this.imports = Imports.of(lake, EventLayout.FIRST_FILE);
      this.staging =
          new StagingJob(pipeline, environment, lake, io, definition, new Reading(progress));
    }

    Result of(List<String> locations) throws Exception {
      imports.open().forEach(this::settle);
      List<FileInfo> found = new SourceFiles(io).in(locations);
      requireUnchanged(found);
      List<FileInfo> wanted = found.stream().filter(f -> known(f).isEmpty()).toList();
      progress.planned(
          wanted.size(),
          wanted.stream().mapToLong(FileInfo::size).sum(),
          found.size() - wanted.size());
      for (List<FileInfo> portion : portions(wanted)) {
        stage(portion);
        if (!settings.atOnce()) {
          commitStaged();
        }
      }
      commitStaged();
      return new Result(
          imported,
          found.size() - wanted.size(),
          unreadable,
          firstTime,
          lastTime,
          LiveCommit.newest(lake.table(definition.stream())).isPresent());
    }

    private ImportCommit commitTo(String stream) {
      return new ImportCommit(
          lake.table(stream),
          lake.table(RejectLayout.NAME),
          EventLayout.PARTITION,
          EventLayout.FIRST_FILE);
    }

    /** A run has died: either what it was about to commit is there, or it never will be. */
    private void settle(List<ImportedFile> files) {
      ImportCommit theirs = commitTo(files.get(0).stream());
      if (theirs.isDone(files)) {
        imports.done(files);
      } else {
        theirs.takeBack(files);
        imports.abandon(files);
      }
    }

    private Optional<ImportedFile> known(FileInfo file) {
      return imports.imported(definition.stream(), file.location());
    }

    private void requireUnchanged(List<FileInfo> files) {
      List<Problem> changed = new ArrayList<>();
      for (FileInfo file : files) {
        known(file)
            .filter(k -> !k.isLike(file.size(), file.createdAtMillis()))
            .ifPresent(k -> changed.add(changed(file, k)));
      }
      if (!changed.isEmpty()) {
        throw new UserException(changed);
      }
    }

    private void stage(List<FileInfo> portion) throws Exception {
      List<ImportFile> files = numbered(portion);
      while (!files.isEmpty()) {
        try {
          staged.add(staging.run(files, runId));
          return;
        } catch (Exception e) {
          Optional<UnreadableFileException> file = unreadable(e);
          if (file.isEmpty()) {
            discardStaged();
            throw e;
          }
          leaveOut(file.get());
          String out = file.get().location();
          files = files.stream().filter(f -> !f.location().equals(out)).toList();
        }
      }
    }

    private List<ImportFile> numbered(List<FileInfo> portion) {
      int first =
          staged.stream()
              .flatMap(s -> s.files().stream())
              .mapToInt(f -> f.number() + 1)
              .reduce(imports.nextNumber(), Math::max);
      List<ImportFile> files = new ArrayList<>();
      for (FileInfo file : portion) {
        files.add(
            new ImportFile(
                file.location(), file.size(), file.createdAtMillis(), first + files.size()));
      }
      return files;
    }

    private void leaveOut(UnreadableFileException file) {
      unreadable.put(file.location(), file.getMessage());
      progress.unreadable(file.location(), file.getMessage());
      if (settings.atOnce() || unreadable.size() > MOST_UNREADABLE) {
        discardStaged();
        throw new UserException(unreadable.entrySet().stream().map(this::problem).toList());
      }
    }

    private void discardStaged() {
      staged.forEach(s -> commit.discard(s.events(), s.rejects()));
    }

    private Problem problem(Map.Entry<String, String> file) {
      return new Problem(
          file.getKey(),
          file.getValue(),
          settings.atOnce()
              ? "with --at-once all files are imported, or none: nothing was"
              : "more than " + MOST_UNREADABLE + " files are too many to go on",
          "the same again, without the file or once it is whole");
    }

    private void commitStaged() {
      if (staged.isEmpty()) {
        return;
      }
      List<ImportedFile> files = staged.stream().flatMap(s -> s.files().stream()).toList();
      List<StagedFile> events = staged.stream().flatMap(s -> s.events().stream()).toList();
      List<StagedFile> rejects = staged.stream().flatMap(s -> s.rejects().stream()).toList();
      imports.intend(files);
      commit.run(runId, files, events, rejects);
      imports.done(files);
      imported.addAll(files);
      staged.clear();
      firstTime = events.stream().mapToLong(StagedFile::firstTime).reduce(firstTime, Math::min);
      lastTime = events.stream().mapToLong(StagedFile::lastTime).reduce(lastTime, Math::max);
      progress.committed(
          imported.size(), imported.stream().mapToLong(f -> f.events() + f.rejects()).sum());
    }
  }

  private List<List<FileInfo>> portions(List<FileInfo> files) {
    List<List<FileInfo>> portions = new ArrayList<>();
    long bytes = 0;
    for (FileInfo file : files) {
      bytes += file.size();
      List<FileInfo> open = portions.isEmpty() ? null : portions.get(portions.size() - 1);
      if (open == null || bytes > settings.portionBytes() || open.size() == MOST_FILES) {
        open = new ArrayList<>();
        portions.add(open);
        bytes = file.size();
      }
      open.add(file);
    }
    return portions;
  }

  private static Optional<UnreadableFileException> unreadable(Exception failure) {
    return ExceptionUtils.findThrowableSerializedAware(
            failure, UnreadableFileException.class, ImportJob.class.getClassLoader())
        .map(UnreadableFileException.class::cast);
  }

  private static Problem changed(FileInfo file, ImportedFile known) {
    return new Problem(
        file.location(),
        "it has changed since it was imported by "
            + known.runId()
            + ": it had "
            + known.bytes()
            + " bytes and was written at "
            + Instant.ofEpochMilli(known.modified()),
        "a file is imported once, and what is in the event table stays; nothing was imported",
        "put what is new into a file of another name");
  }
}
