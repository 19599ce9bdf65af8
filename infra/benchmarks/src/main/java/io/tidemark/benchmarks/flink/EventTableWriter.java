package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.write.LakeSink;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.PipelineGraph;
import io.tidemark.pipeline.PipelineSinks;
import io.tidemark.pipeline.Workspace;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * Writes the event table that batch contestants read, as a live job would; run as a contestant, but
 * compared with none.
 */
public final class EventTableWriter implements BenchmarkContestant {

  /** Short: each day's file is open until the next one. */
  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);

  @Override
  public BenchmarkProperties run(ContestantTask assignment) throws Exception {
    Workspace workspace = PipelineResourceFiles.workspace(assignment);
    Pipeline pipeline = workspace.pipeline();
    Environment environment = workspace.environment();
    EventLayout events = new EventLayout(pipeline.streams().get(0));
    try (Lake lake = workspace.openLake()) {
      lake.ensureAll(List.of(events.table()));
      Configuration settings = JobSettings.streaming(environment, environment.checkpoints());
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
      new PipelineGraph(
              env,
              pipeline,
              new GeneratedEventSource(assignment.workload().events()),
              new EventsOnly(lake, environment.parallelism()))
          .build(pipeline.streams(), List.of());
      JobTimeTracker tracker = new JobTimeTracker();
      env.execute();
      return tracker.batch();
    }
  }

  /** Keeps the events alone. */
  private record EventsOnly(Lake lake, int parallelism) implements PipelineSinks {

    @Override
    public void events(EventLayout stream, DataStream<RowData> rows) {
      new LakeSink(stream.table(), parallelism).append(lake, rows);
    }
  }
}
