package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.definition.Environment;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.write.LakeSink;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.PipelineGraph;
import io.tidemark.pipeline.PipelineSinks;
import io.tidemark.pipeline.Workspace;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * Contestant Tidemark in STREAMING: feature rows to an Iceberg table; the events are not kept.
 * {@link GeneratedEventSource} is its input.
 */
public final class TidemarkStreamContestant implements BenchmarkContestant {

  @Override
  public BenchmarkProperties run(ContestantTask assignment) throws Exception {
    Workspace workspace = PipelineResourceFiles.workspace(assignment);
    Pipeline pipeline = workspace.pipeline();
    Environment environment = workspace.environment();
    FeatureSet set = pipeline.featureSets().get(0);
    try (Lake lake = workspace.openLake();
        StateSizeTracker state = StateSizeTracker.of(assignment)) {
      lake.ensureAll(List.of(new FeatureLayout(set).table()));
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(
              JobSettings.streaming(environment, environment.checkpoints()));
      new PipelineGraph(
              env,
              pipeline,
              new GeneratedEventSource(assignment.workload().events()),
              new FeaturesOnly(lake, environment.parallelism()))
          .build(pipeline.streams(), List.of(set));
      JobTimeTracker tracker = new JobTimeTracker();
      env.execute();
      return tracker.streaming().with(state.facts()).with(pace(assignment)).with(TABLE, set.name());
    }
  }

  private static BenchmarkProperties pace(ContestantTask assignment) {
    return assignment.options().find(ThroughputTracker.SHOWN).isPresent()
        ? ThroughputTracker.facts(assignment.workload().events().count())
        : BenchmarkProperties.none();
  }

  /** Keeps what the peers keep. */
  private record FeaturesOnly(Lake lake, int parallelism) implements PipelineSinks {

    @Override
    public void features(FeatureLayout set, DataStream<RowData> rows) {
      new LakeSink(set.table(), parallelism).append(lake, LastRowMeterOperator.before(rows));
    }
  }
}
