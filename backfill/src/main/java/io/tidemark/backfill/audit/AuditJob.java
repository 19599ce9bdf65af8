package io.tidemark.backfill.audit;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.GapLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.lake.live.RollBackAction;
import io.tidemark.lake.live.SealedRange;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;
import org.apache.iceberg.Table;

/**
 * Proves from the tables alone that what a live job has read is in them once: every offset, every
 * record of imported files, and for every event that asks for a row, the row.
 *
 * <pre>{@code
 * AuditJob job = new AuditJob(workspace);
 * boolean holds = job.offsets().stream().allMatch(OffsetAuditResult::holds)
 *     && job.imports().stream().allMatch(ImportAuditResult::holds)
 *     && job.triggers(set).holds();
 * }</pre>
 *
 * <p>{@link TopicOffsetsReader} reads offsets, {@link ImportedRowReader} imports, {@link
 * TriggerRecordSource} and {@link TriggerMatchFunction} match events and rows. Tables are read at
 * the newest checkpoint that all have, or in an order in which a commit of this moment looks like
 * no fault.
 */
public final class AuditJob {

  private static final int EXAMPLES = 20;

  private final Workspace workspace;

  public AuditJob(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * By stream, topic and partition, as of the newest checkpoint that all tables have.
   *
   * @return nothing where no live job has committed anything yet
   * @throws io.tidemark.definition.UserException if a table is missing
   */
  public List<OffsetAuditResult> offsets() throws Exception {
    List<OffsetAuditResult> audits = new ArrayList<>();
    try (Lake lake = workspace.openLake()) {
      OptionalLong checkpoint = new RollBackAction(lake, tables()).newestCommon();
      if (checkpoint.isPresent()) {
        for (StreamDefinition stream : workspace.pipeline().streams()) {
          audits.addAll(offsets(lake, stream, checkpoint.getAsLong()));
        }
      }
    }
    return audits;
  }

  /** By import: whether every record of every imported file is there, once. */
  public List<ImportAuditResult> imports() {
    try (Lake lake = workspace.openLake()) {
      return new ImportedRowReader(lake).audit();
    }
  }

  private List<OffsetAuditResult> offsets(Lake lake, StreamDefinition stream, long checkpoint)
      throws Exception {
    OptionalLong snapshot = RollBackAction.snapshotAt(lake.table(stream.name()), checkpoint);
    return new TopicOffsetsReader(lake, stream.name(), checkpoint)
        .audit(new DuplicateEventCounter(workspace.environment(), lake).count(stream, snapshot));
  }

  /**
   * Of one feature set with a trigger of events, as far as its rows are final.
   *
   * @throws io.tidemark.definition.UserException if a table is missing
   */
  public TriggerAuditResult triggers(FeatureSet set) throws Exception {
    try (Lake lake = workspace.openLake()) {
      // First the rows: what they are of is in tables that are read later.
      OptionalLong rows = TableVersion.of(lake.table(set.name())).snapshot();
      return SealedRange.of(lake, set) instanceof SealedRange.UpTo upTo
          ? triggers(lake, set, rows, upTo.watermark())
          : new TriggerAuditResult(set.name(), OptionalLong.empty(), 0, 0, 0, 0, 0, 0, List.of());
    }
  }

  private TriggerAuditResult triggers(Lake lake, FeatureSet set, OptionalLong rows, long finalUpTo)
      throws Exception {
    StreamExecutionEnvironment env =
        JobSettings.batchEnvironment(workspace.environment(), "tidemark audit " + set.name());
    TriggerRecordSource records = new TriggerRecordSource(env, workspace.pipeline(), set, lake);
    DataStream<RowData> all =
        records.events(asFarAsTheLedger(lake, set)).union(records.rows(rows), records.late());
    CloseableIterator<String> faults =
        TriggerMatchFunction.attach(all, finalUpTo, EXAMPLES).collectAsync();
    JobClient job = env.executeAsync();
    List<String> examples = new ArrayList<>();
    try (faults) {
      faults.forEachRemaining(examples::add);
    }
    return audit(set, finalUpTo, job.getJobExecutionResult().get(), examples);
  }

  private static TriggerAuditResult audit(
      FeatureSet set, long finalUpTo, JobExecutionResult result, List<String> examples) {
    return new TriggerAuditResult(
        set.name(),
        OptionalLong.of(finalUpTo),
        count(result, TriggerOutcome.WRITTEN),
        count(result, TriggerOutcome.LATE),
        count(result, TriggerOutcome.WAITING),
        count(result, TriggerOutcome.MISSING),
        count(result, TriggerOutcome.REPEATED),
        count(result, TriggerOutcome.EXTRA),
        examples.stream().sorted().limit(EXAMPLES).toList());
  }

  private static long count(JobExecutionResult result, TriggerOutcome outcome) {
    return result.<Long>getAccumulatorResult(outcome.name());
  }

  /** A late event that the event table has already is in the ledger a moment later. */
  private static Map<String, TableVersion> asFarAsTheLedger(Lake lake, FeatureSet set) {
    List<String> streams = set.inputs().stream().map(FeatureSet.Input::stream).toList();
    List<String> tables = new ArrayList<>(streams);
    tables.add(LateLedger.TABLE);
    long checkpoint = new RollBackAction(lake, tables).newestCommon().orElse(0);
    Map<String, TableVersion> versions = new HashMap<>();
    for (String stream : streams) {
      Table table = lake.table(stream);
      TableVersion now = TableVersion.of(table);
      OptionalLong then = RollBackAction.snapshotAt(table, checkpoint);
      versions.put(stream, new TableVersion(then, now.schemaId(), now.specId()));
    }
    return versions;
  }

  private List<String> tables() {
    return Stream.concat(
            workspace.pipeline().streams().stream().map(StreamDefinition::name),
            Stream.of(RejectLayout.NAME, GapLayout.NAME))
        .toList();
  }
}
