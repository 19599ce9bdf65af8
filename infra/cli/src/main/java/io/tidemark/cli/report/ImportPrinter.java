package io.tidemark.cli.report;

import io.tidemark.backfill.imports.ImportProgressListener;
import io.tidemark.backfill.imports.ImportResult;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the progress of an import, its {@link ImportResult}, and the commands that come next. */
public final class ImportPrinter implements ImportProgressListener {

  private final PrintWriter out;
  private final String again;
  private final long start = System.nanoTime();
  private long bytes;
  private int files;
  private int committed;

  /**
   * @param again pipeline file and environment, as another command takes them
   */
  public ImportPrinter(PrintWriter out, String again) {
    this.out = out;
    this.again = again;
  }

  @Override
  public void planned(int toImport, long ofBytes, int known) {
    files = toImport;
    bytes = ofBytes;
    say(
        "%,d files to import, %s%s",
        toImport,
        ByteSizeFormatter.show(ofBytes),
        known == 0 ? "" : "; %,d are there already".formatted(known));
  }

  @Override
  public void read(long rows, long ofBytes) {
    if (rows == 0) {
      return; // the job starts
    }
    double seconds = seconds();
    String left =
        ofBytes == 0 ? "" : ", %s left".formatted(left(seconds * (bytes - ofBytes) / ofBytes));
    say(
        "  %,d of %,d files committed; %,d rows read, %,.0f rows/s, %.0f s%s",
        committed, files, rows, rows / seconds, seconds, left);
  }

  @Override
  public void committed(int ofFiles, long rows) {
    committed = ofFiles;
    say("  %,d of %,d files committed, %,d rows", ofFiles, files, rows);
  }

  @Override
  public void doubles(int links, String example, String file) {
    say(
        "  %,d links are left out, what they lead to is read without them: %s is %s",
        links, example, file);
  }

  @Override
  public void unreadable(String location, String why) {
    say("  left out: %s: %s", location, why);
  }

  public void print(Pipeline pipeline, ImportDefinition definition, ImportResult result) {
    say(
        "Imported %,d files into %s: %,d events, %,d rejects, in %.1f s%s",
        result.files().size(),
        definition.stream(),
        result.events(),
        result.rejects(),
        seconds(),
        result.known() == 0 ? "" : "; %,d files were there before".formatted(result.known()));
    if (result.allRejected()) {
      say("Not one record became an event: %s", reasons(result));
    }
    if (result.rejects() > 0) {
      say(
          "Why records were rejected: tidemark sql %s \"SELECT reason, detail, count(*) FROM rejects"
              + " WHERE _kafka_partition >= 1000000 GROUP BY reason, detail\"",
          again);
    }
    if (!result.unreadable().isEmpty()) {
      say("%,d files could not be read, and are not there:", result.unreadable().size());
      result.unreadable().forEach((file, why) -> say("  %s: %s", file, why));
    }
    if (result.events() > 0) {
      next(pipeline, definition, result);
    }
  }

  private static String reasons(ImportResult result) {
    return result.reasons().entrySet().stream()
        .map(reason -> "%,d %s".formatted(reason.getValue(), reason.getKey()))
        .collect(Collectors.joining(", "));
  }

  private void next(Pipeline pipeline, ImportDefinition definition, ImportResult result) {
    Instant first = Instant.ofEpochMilli(result.firstTime());
    Instant last = Instant.ofEpochMilli(result.lastTime());
    say("The events are of %s to %s.", first, last);
    List<String> sets =
        pipeline.featureSets().stream()
            .filter(s -> s.inputs().stream().anyMatch(i -> i.stream().equals(definition.stream())))
            .map(FeatureSet::name)
            .toList();
    if (!sets.isEmpty()) {
      say(
          "Features of them: tidemark backfill %s --from %s --to %s (or later: as far as windows"
              + " reach)",
          again,
          first.truncatedTo(ChronoUnit.DAYS),
          last.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
    }
    if (!sets.isEmpty()) {
      say(
          result.live()
              ? "The live job's state knows nothing of them: if its windows reach back to them, restart"
                  + " it with tidemark ingest %s --bootstrap lake"
              : "A live job goes on from them with tidemark ingest %s --bootstrap lake",
          again);
    }
  }

  private double seconds() {
    return Math.max(0.001, (System.nanoTime() - start) / 1e9);
  }

  private static String left(double seconds) {
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return left.toMinutes() == 0 ? left.toSeconds() + " s" : left.toMinutes() + " min";
  }

  private void say(String format, Object... values) {
    out.printf(format + "%n", values);
    out.flush();
  }
}
