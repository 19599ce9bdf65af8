package io.tidemark.benchmarks.flink;

import io.tidemark.backfill.BackfillJob;
import io.tidemark.benchmarks.Assignment;
import io.tidemark.benchmarks.Contestant;
import io.tidemark.benchmarks.Facts;
import io.tidemark.benchmarks.workload.Events;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import java.time.Instant;

/** Tidemark's backfill, from the event table to the published feature table. */
public final class TidemarkBatch implements Contestant {

  @Override
  public Facts run(Assignment assignment) throws Exception {
    Events events = assignment.workload().events();
    Stopwatch watch = new Stopwatch();
    Pipeline pipeline = Pipelines.read(assignment.workload().pipeline(), assignment.dir());
    FeatureSet set = pipeline.featureSets().get(0);
    String runId = assignment.dir().getFileName().toString();
    new BackfillJob(pipeline, assignment.environment(), stage -> {})
        .run(set, Instant.ofEpochMilli(Events.BEGIN), Instant.ofEpochMilli(events.end()), runId);
    return watch.batch().with(TABLE, set.name());
  }
}
