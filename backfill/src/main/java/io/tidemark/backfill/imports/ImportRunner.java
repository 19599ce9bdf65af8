package io.tidemark.backfill.imports;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.file.ImportFile;
import io.tidemark.event.file.UnreadableFileException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.ImportLog;
import io.tidemark.lake.live.LiveCommit;
import io.tidemark.lake.publish.ImportCommitter;
import io.tidemark.lake.publish.ImportedFile;
import io.tidemark.lake.write.StagedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.io.FileInfo;

/**
 * Runs one call of an import: settles what runs that died have left, has {@link StagingJob} write
 * batches of files, commits them with {@link ImportCommitter} and logs them in {@link ImportLog}.
 *
 * <p>A batch is committed in this order: files as intended, rejects, events, files as imported. At
 * every point of it the next run can tell from the tables whether the events are there; see {@link
 * ImportCommitter}.
 */
final class ImportRunner {

  private final Lake lake;
  private final String stream;
  private final ImportSettings settings;
  private final ImportProgressListener progress;
  private final StagingJob staging;
  private final ImportCommitter commit;
  private final ImportLog imports;
  private final SkippedFiles skipped;
  private final List<ImportedFile> imported = new ArrayList<>();
  private final List<StagingResult> staged = new ArrayList<>();
  private final SortedMap<String, Long> reasons = new TreeMap<>();
  private long firstTime = Long.MAX_VALUE;
  private long lastTime = Long.MIN_VALUE;

  /**
   * Looks at the tables: what another import commits from now on is noticed.
   *
   * @param stream name of the stream
   */
  ImportRunner(
      Lake lake,
      String stream,
      ImportSettings settings,
      ImportProgressListener progress,
      StagingJob staging) {
    this.lake = lake;
    this.stream = stream;
    this.settings = settings;
    this.progress = progress;
    this.staging = staging;
    this.commit = commitTo(stream);
    this.imports = ImportLog.of(lake, EventLayout.FIRST_FILE);
    this.skipped = new SkippedFiles(settings.atOnce(), progress);
  }

  /**
   * Imports those of the files that were not imported before.
   *
   * @param now the arrival of their records, unless an earlier run has noted it and died
   */
  ImportResult of(SourceFileEnumerator.Found found, long now) throws Exception {
    imports.open().forEach(this::settle);
    requireUnchanged(found.files());
    List<FileInfo> wanted = found.files().stream().filter(f -> known(f).isEmpty()).toList();
    int known = found.files().size() - wanted.size();
    progress.planned(wanted.size(), wanted.stream().mapToLong(FileInfo::size).sum(), known);
    if (!found.doubles().isEmpty()) {
      String example = found.doubles().firstKey();
      progress.doubles(found.doubles().size(), example, found.doubles().get(example));
    }
    for (UnreadableFileException file : found.unreadable()) {
      skipped.add(file);
    }
    stageAndCommit(wanted, now);
    boolean live = LiveCommit.newest(lake.table(stream)).isPresent();
    return new ImportResult(imported, known, skipped.files(), reasons, firstTime, lastTime, live);
  }

  private ImportCommitter commitTo(String streamOfRun) {
    return new ImportCommitter(
        lake.table(streamOfRun),
        lake.table(RejectLayout.NAME),
        EventLayout.PARTITION,
        EventLayout.FIRST_FILE);
  }

  /** A run has died: either what it was about to commit is there, or it never will be. */
  private void settle(List<ImportedFile> files) {
    ImportCommitter theirs = commitTo(files.get(0).stream());
    if (theirs.isDone(files)) {
      imports.done(files);
    } else {
      theirs.takeBack(files);
      imports.abandon(files);
    }
  }

  private Optional<ImportedFile> known(FileInfo file) {
    return imports.imported(stream, file.location());
  }

  private void requireUnchanged(List<FileInfo> files) {
    List<Problem> changed = new ArrayList<>();
    for (FileInfo file : files) {
      known(file)
          .filter(k -> !k.isLike(file.size(), file.createdAtMillis()))
          .ifPresent(k -> changed.add(changed(k)));
    }
    if (!changed.isEmpty()) {
      throw new UserException(changed);
    }
  }

  private static Problem changed(ImportedFile file) {
    return new Problem(
        file.location(),
        "it has changed since it was imported by %s: it had %,d bytes and was written at %s"
            .formatted(file.runId(), file.bytes(), Instant.ofEpochMilli(file.modified())),
        "a file is imported once, and what is in the event table stays; nothing was imported",
        "put what is new into a file of another name");
  }

  private void stageAndCommit(List<FileInfo> wanted, long now) throws Exception {
    try {
      for (List<FileInfo> batch : ImportBatchPlanner.of(wanted, settings.batchBytes())) {
        stage(batch, now);
        if (!settings.atOnce()) {
          commitStaged();
        }
      }
    } catch (Exception e) {
      staged.forEach(s -> commit.discard(s.events(), s.rejects()));
      throw e;
    }
    commitStaged();
  }

  /** Without the files that cannot be read. */
  private void stage(List<FileInfo> batch, long now) throws Exception {
    List<ImportFile> files = numbered(batch, now);
    while (!files.isEmpty()) {
      try {
        staged.add(staging.run(files));
        return;
      } catch (Exception e) {
        UnreadableFileException file = SkippedFiles.reason(e).orElseThrow(() -> e);
        skipped.add(file);
        List<ImportFile> others =
            files.stream().filter(f -> !f.location().equals(file.location())).toList();
        if (others.size() == files.size()) {
          throw e; // else the same would be tried for ever
        }
        files = others;
      }
    }
  }

  private List<ImportFile> numbered(List<FileInfo> batch, long now) {
    int next =
        staged.stream()
            .flatMap(s -> s.files().stream())
            .mapToInt(f -> f.number() + 1)
            .reduce(imports.nextNumber(), Math::max);
    List<ImportFile> files = new ArrayList<>();
    for (FileInfo file : batch) {
      int number = next + files.size();
      long modified = file.createdAtMillis();
      long arrived = imports.arrived(stream, file.location(), file.size(), modified).orElse(now);
      files.add(new ImportFile(file.location(), file.size(), modified, arrived, number));
    }
    return files;
  }

  private void commitStaged() {
    List<ImportedFile> files = staged.stream().flatMap(s -> s.files().stream()).toList();
    List<StagedFile> events = staged.stream().flatMap(s -> s.events().stream()).toList();
    List<StagedFile> rejects = staged.stream().flatMap(s -> s.rejects().stream()).toList();
    if (files.isEmpty()) {
      return;
    }
    staged.forEach(s -> s.reasons().forEach((why, n) -> reasons.merge(why, n, Long::sum)));
    staged.clear(); // from here on a commit may name them
    imports.intend(files);
    commit.run(files, events, rejects);
    imports.done(files);
    imported.addAll(files);
    firstTime = events.stream().mapToLong(StagedFile::firstTime).reduce(firstTime, Math::min);
    lastTime = events.stream().mapToLong(StagedFile::lastTime).reduce(lastTime, Math::max);
    progress.committed(imported.size(), imported.stream().mapToLong(ImportedFile::rows).sum());
  }
}
