package io.tidemark.lake.ledger;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import io.tidemark.lake.publish.ImportedFile;
import io.tidemark.lake.write.SingleWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Table of imports: files whose records are in the event tables. A file is logged as intended
 * before its events are committed, so that a run which dies in between leaves a trace of what to
 * look for; {@code ImportCommitter} tells whether they are there.
 *
 * <p>Of several writers one succeeds ({@link SingleWriter}).
 */
public final class ImportLog {

  /** Name of the table. */
  public static final String TABLE = "imports";

  private enum State {
    INTENDED,
    IMPORTED,
    ABANDONED
  }

  private static final String RUN = "run_id";
  private static final String STATE = "state";
  private static final String IMPORT = "import";
  private static final String STREAM = "stream";
  private static final String FILE = "file";
  private static final String BYTES = "bytes";
  private static final String MODIFIED = "modified";
  private static final String NUMBER = "number";
  private static final String EVENTS = "events";
  private static final String REJECTS = "rejects";
  private static final String ARRIVED = "arrived";

  private static final LogicalType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);
  private static final LogicalType BIGINT = new BigIntType(false);

  /** What the table looks like. */
  public static final TableLayout LAYOUT =
      new TableLayout(
          TABLE,
          "Files that were imported into event tables: the rows with state IMPORTED.",
          List.of(
              new LayoutColumn(RUN, STRING, "the call of import, which says when it began"),
              new LayoutColumn(
                  STATE, STRING, "INTENDED: about to be committed; then IMPORTED, or ABANDONED"),
              new LayoutColumn(IMPORT, STRING, "name of the import"),
              new LayoutColumn(STREAM, STRING, "stream whose events these are"),
              new LayoutColumn(FILE, STRING, "URI of the file: the _kafka_topic of its events"),
              new LayoutColumn(BYTES, BIGINT, "its size"),
              new LayoutColumn(
                  MODIFIED, new LocalZonedTimestampType(false, 3), "when it was written"),
              new LayoutColumn(
                  NUMBER, new IntType(false), "its number: the _kafka_partition of its events"),
              new LayoutColumn(EVENTS, BIGINT, "records that became events"),
              new LayoutColumn(REJECTS, BIGINT, "records that became rejects"),
              new LayoutColumn(
                  ARRIVED,
                  new LocalZonedTimestampType(true, 3),
                  "when the file's import ran first: the _kafka_timestamp of its events;"
                      + " NULL where that was modified, of earlier versions")),
          TimePartitioning.NONE,
          "");

  private final Table table;
  private final int firstNumber;
  private final Map<String, ImportedFile> imported = new HashMap<>();
  private final Map<String, List<ImportedFile>> open = new LinkedHashMap<>();
  private final Map<String, Long> arrivals = new HashMap<>();
  private int nextNumber;

  private ImportLog(Table table, int firstNumber) {
    this.table = table;
    this.firstNumber = firstNumber;
    this.nextNumber = firstNumber;
  }

  /**
   * The imports of a lake as they are now; the table is made if it is missing.
   *
   * @param firstNumber number of the very first file
   */
  public static ImportLog of(Lake lake, int firstNumber) {
    if (lake.exists(TABLE)) {
      addArrived(lake.table(TABLE));
    }
    ImportLog imports = new ImportLog(lake.ensure(LAYOUT, Map.of()), firstNumber);
    imports.load();
    return imports;
  }

  /** Tables of earlier versions have no such column. */
  private static void addArrived(Table table) {
    if (table.schema().findField(ARRIVED) == null) {
      LayoutColumn column = LAYOUT.columns().get(LAYOUT.columns().size() - 1);
      table
          .updateSchema()
          .addColumn(ARRIVED, FlinkSchemaUtil.convert(column.type()), column.doc())
          .commit();
    }
  }

  /** The same to be read alone; nothing is made. */
  public static ImportLog read(Lake lake, int firstNumber) {
    ImportLog imports = new ImportLog(lake.exists(TABLE) ? lake.table(TABLE) : null, firstNumber);
    if (imports.table != null) {
      imports.load();
    }
    return imports;
  }

  /** Those that are imported, in no order. */
  public List<ImportedFile> files() {
    return List.copyOf(imported.values());
  }

  /** The file as it was imported into that stream; empty if it was not. */
  public Optional<ImportedFile> imported(String stream, String location) {
    return Optional.ofNullable(imported.get(key(stream, location)));
  }

  /**
   * When that very file arrived, if a run has noted it that came to no end.
   *
   * @param bytes its size
   * @param modified when it was written
   */
  public OptionalLong arrived(String stream, String location, long bytes, long modified) {
    Long noted = arrivals.get(version(stream, location, bytes, modified));
    return noted == null ? OptionalLong.empty() : OptionalLong.of(noted);
  }

  /** What was about to be committed by runs of which nobody knows whether they did, run by run. */
  public List<List<ImportedFile>> open() {
    return open.values().stream().map(List::copyOf).toList();
  }

  /** A number that no file has had, nor any after it. */
  public int nextNumber() {
    return nextNumber;
  }

  /** Notes what is about to be committed; it is open from now on. */
  public void intend(List<ImportedFile> files) {
    append(State.INTENDED, files);
    files.forEach(f -> note(State.INTENDED, f));
    files.forEach(this::noteArrival);
  }

  /** Notes that the files' events are in their table. */
  public void done(List<ImportedFile> files) {
    append(State.IMPORTED, files);
    files.forEach(f -> note(State.IMPORTED, f));
  }

  /** Notes that the files' events are not in their table, and never will be under these numbers. */
  public void abandon(List<ImportedFile> files) {
    append(State.ABANDONED, files);
    files.forEach(f -> note(State.ABANDONED, f));
  }

  private void append(State state, List<ImportedFile> files) {
    new SingleWriter(table, LAYOUT, this::conflict)
        .append(files.stream().map(f -> row(state, f)).toList());
  }

  private UserException conflict() {
    return new UserException(
        "table " + table.name(),
        "another import has written to it",
        "one import of a namespace runs at a time; what this one has staged is imported by the next",
        "the same again, once the other has ended");
  }

  private void load() {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      Map<State, List<ImportedFile>> byState = new HashMap<>();
      for (Record row : rows) {
        State state = State.valueOf((String) row.getField(STATE));
        ImportedFile file = file(row);
        byState.computeIfAbsent(state, s -> new ArrayList<>()).add(file);
        if (row.getField(ARRIVED) != null) {
          noteArrival(file);
        }
      }
      for (State state : State.values()) {
        byState.getOrDefault(state, List.of()).forEach(f -> note(state, f));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(State state, ImportedFile file) {
    nextNumber = Math.max(nextNumber, Math.max(firstNumber, file.number() + 1));
    if (state == State.INTENDED) {
      open.computeIfAbsent(file.runId(), r -> new ArrayList<>()).add(file);
      return;
    }
    open.computeIfPresent(
        file.runId(),
        (run, files) -> {
          files.removeIf(f -> f.number() == file.number());
          return files.isEmpty() ? null : files;
        });
    if (state == State.IMPORTED) {
      imported.put(key(file.stream(), file.location()), file);
    }
  }

  private void noteArrival(ImportedFile file) {
    arrivals.merge(
        version(file.stream(), file.location(), file.bytes(), file.modified()),
        file.arrived(),
        Math::min);
  }

  private static String key(String stream, String location) {
    return stream + " " + location;
  }

  private static String version(String stream, String location, long bytes, long modified) {
    return key(stream, location) + " " + bytes + " " + modified;
  }

  private static GenericRowData row(State state, ImportedFile file) {
    return GenericRowData.of(
        StringData.fromString(file.runId()),
        StringData.fromString(state.name()),
        StringData.fromString(file.definition()),
        StringData.fromString(file.stream()),
        StringData.fromString(file.location()),
        file.bytes(),
        TimestampData.fromEpochMillis(file.modified()),
        file.number(),
        file.events(),
        file.rejects(),
        TimestampData.fromEpochMillis(file.arrived()));
  }

  private static ImportedFile file(Record row) {
    long modified = millis(row.getField(MODIFIED));
    Object arrived = row.getField(ARRIVED);
    return new ImportedFile(
        (String) row.getField(RUN),
        (String) row.getField(IMPORT),
        (String) row.getField(STREAM),
        (String) row.getField(FILE),
        (Long) row.getField(BYTES),
        modified,
        arrived == null ? modified : millis(arrived),
        (Integer) row.getField(NUMBER),
        (Long) row.getField(EVENTS),
        (Long) row.getField(REJECTS));
  }

  private static long millis(Object time) {
    return ((OffsetDateTime) time).toInstant().toEpochMilli();
  }
}
