package io.tidemark.lake.live;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.lake.DelegatingTableOperations;
import io.tidemark.lake.FingerprintProperties;
import io.tidemark.lake.LayoutCheck;
import io.tidemark.lake.TableLayout;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.flink.sink.SinkUtil;

/**
 * Fingerprint that a table stated when a run began to compute rows for it. Each commit compares it
 * with what the table states then: {@code evolve} may have changed the definition in between, and
 * rows of two definitions in one column could not be told apart. {@link LiveTableOperations} asks
 * for live jobs, {@link #guard} for the others.
 *
 * @param said by property; what the table does not say is not there
 */
public record AgreedFingerprint(Map<String, String> said) implements Serializable {

  private static final List<String> KEYS =
      List.of(FingerprintProperties.HASH, FingerprintProperties.EVOLVED);

  public AgreedFingerprint {
    said = Map.copyOf(said);
  }

  /** What the table says now. */
  public static AgreedFingerprint of(Table table) {
    return of(table.properties());
  }

  /**
   * The same, of a table that is as the layout says.
   *
   * @throws UserException if it is not
   */
  public static AgreedFingerprint of(TableLayout layout, Table table) {
    List<Problem> problems = LayoutCheck.problems(layout, table);
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
    return of(table);
  }

  private static AgreedFingerprint of(Map<String, String> properties) {
    Map<String, String> said = new HashMap<>();
    KEYS.stream()
        .filter(properties::containsKey)
        .forEach(key -> said.put(key, properties.get(key)));
    return new AgreedFingerprint(said);
  }

  /** The table, to which nothing is committed once it says otherwise. */
  public Table guard(Table table) {
    BaseTable base = (BaseTable) table;
    return new BaseTable(new Guarded(base.operations(), base.name()), base.name(), base.reporter());
  }

  private final class Guarded extends DelegatingTableOperations {

    private final String name;

    Guarded(TableOperations table, String name) {
      super(table);
      this.name = name;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      require(name, base.properties());
      super.commit(base, metadata);
    }
  }

  /** Refuses what was computed for a table that said something else. */
  private void require(String table, Map<String, String> properties) {
    if (!stands(properties)) {
      throw new UserException(
          "table " + table,
          "evolve has changed its definition since this run began; nothing was published",
          "all rows of a table are of one definition",
          "run it again, with the pipeline file that evolve was given");
    }
  }

  /** The same for a live job, which ends. */
  void requireLive(String table, Map<String, String> properties) {
    if (!stands(properties)) {
      throw refusal(table, "evolve has changed its definition while this job ran");
    }
  }

  /**
   * Refuses files of an earlier job that knew another definition: they were written before its last
   * checkpoint, but not committed.
   *
   * @param job that runs now
   */
  void requireOf(String job, String table, TableMetadata base, TableMetadata next) {
    Snapshot added = next.currentSnapshot();
    if (added == null || !added.summary().containsKey(SnapshotSummary.ADDED_FILES_PROP)) {
      return;
    }
    String writer = added.summary().get(SinkUtil.FLINK_JOB_ID);
    if (writer != null && !writer.equals(job) && !isOfSame(base, writer)) {
      throw refusal(table, "the checkpoint has rows for it from before evolve changed it");
    }
  }

  /** By what that job has committed before; else by all that have begun since the last commit. */
  private boolean isOfSame(TableMetadata base, String writer) {
    return SnapshotLineage.of(base)
        .filter(s -> writer.equals(s.summary().get(SinkUtil.FLINK_JOB_ID)))
        .findFirst()
        .map(s -> Stream.of(s))
        .orElseGet(() -> begun(base))
        .allMatch(s -> of(s.summary()).said.equals(said));
  }

  private static Stream<Snapshot> begun(TableMetadata base) {
    return SnapshotLineage.of(base)
        .takeWhile(s -> LiveCommit.of(s.summary()).isEmpty())
        .filter(WriterLease::isTakeOver);
  }

  private boolean stands(Map<String, String> properties) {
    return KEYS.stream()
        .allMatch(
            key ->
                !properties.containsKey(key) || Objects.equals(properties.get(key), said.get(key)));
  }

  private static SuppressRestartsException refusal(String table, String what) {
    return new SuppressRestartsException(
        new UserException(
            "table " + table,
            what + "; nothing of the old definition was added since",
            "all rows of a table are of one definition, and what a job has not committed yet is"
                + " computed anew",
            "tidemark ingest <pipeline.yaml> -e <env.yaml> --bootstrap lake, with the pipeline file"
                + " that evolve was given"));
  }
}
