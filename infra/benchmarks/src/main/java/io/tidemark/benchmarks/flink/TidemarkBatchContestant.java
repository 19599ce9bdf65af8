package io.tidemark.benchmarks.flink;

import io.tidemark.backfill.BackfillJob;
import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.EventGenerator;
import io.tidemark.definition.FeatureSet;
import io.tidemark.pipeline.Workspace;
import java.time.Instant;

/**
 * Contestant Tidemark in BATCH: {@link BackfillJob}, from the event table to the published feature
 * table.
 */
public final class TidemarkBatchContestant implements BenchmarkContestant {

  @Override
  public BenchmarkProperties run(ContestantTask assignment) throws Exception {
    EventGenerator events = assignment.workload().events();
    JobTimeTracker tracker = new JobTimeTracker();
    Workspace workspace = PipelineResourceFiles.workspace(assignment);
    FeatureSet set = workspace.pipeline().featureSets().get(0);
    String runId = assignment.dir().getFileName().toString();
    new BackfillJob(workspace, stage -> {})
        .run(
            set,
            Instant.ofEpochMilli(EventGenerator.BEGIN),
            Instant.ofEpochMilli(events.end()),
            runId);
    return tracker.batch().with(TABLE, set.name());
  }
}
