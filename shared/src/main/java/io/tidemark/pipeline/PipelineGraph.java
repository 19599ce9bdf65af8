package io.tidemark.pipeline;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.feature.FeatureOperator;
import io.tidemark.feature.SlotPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/** The one graph of a pipeline: arrivals to events, events to features, each to its sink. */
public final class PipelineGraph {

  private final StreamExecutionEnvironment env;
  private final Pipeline pipeline;
  private final EventSource source;
  private final PipelineSinks sinks;

  public PipelineGraph(
      StreamExecutionEnvironment env, Pipeline pipeline, EventSource source, PipelineSinks sinks) {
    this.env = env;
    this.pipeline = pipeline;
    this.source = source;
    this.sinks = sinks;
  }

  /**
   * Adds the graph to the environment.
   *
   * @param streams the streams to read, those of the sets among them
   * @param sets the feature sets to compute
   */
  public void build(List<StreamDefinition> streams, List<FeatureSet> sets) {
    Map<String, DataStream<RowData>> events = intake(streams);
    List<DataStream<RowData>> progress = new ArrayList<>();
    List<DataStream<RowData>> late = new ArrayList<>();
    FeatureSetGraph stage =
        new FeatureSetGraph(
            pipeline,
            new SqlExpressionPlanner(env, pipeline),
            source.completeUpTo(),
            env.getConfiguration());
    for (FeatureSet set : sets) {
      SingleOutputStreamOperator<RowData> aggregates = stage.aggregates(set, events);
      progress.add(aggregates.getSideOutput(FeatureOperator.PROGRESS));
      late.add(aggregates.getSideOutput(FeatureOperator.LATE));
      sinks.features(new FeatureLayout(pipeline, set), stage.derived(set, aggregates));
    }
    unionOf(progress).ifPresent(sinks::progress);
    unionOf(late).ifPresent(sinks::late);
  }

  /** Name of a set's operator in checkpoints and savepoints. */
  public static String stateOf(FeatureSet set) {
    return "features-" + set.name();
  }

  /**
   * Adds the graph as far as the feature sets' operators to the environment.
   *
   * @param streams the streams to read, those of the sets among them
   * @return the events that the operator of each set is given, by name of the set
   */
  public Map<String, DataStream<RowData>> inputs(
      List<StreamDefinition> streams, List<FeatureSet> sets) {
    Map<String, DataStream<RowData>> events = intake(streams);
    FeatureInputGraph inputs =
        new FeatureInputGraph(pipeline, new SqlExpressionPlanner(env, pipeline));
    Map<String, DataStream<RowData>> bySet = new LinkedHashMap<>();
    sets.forEach(set -> bySet.put(set.name(), inputs.of(set, SlotPlan.of(set), events)));
    return bySet;
  }

  private Map<String, DataStream<RowData>> intake(List<StreamDefinition> streams) {
    Map<String, DataStream<RowData>> events = new LinkedHashMap<>();
    List<DataStream<RowData>> rejects = new ArrayList<>();
    for (StreamDefinition stream : streams) {
      EventLayout layout = new EventLayout(stream);
      SingleOutputStreamOperator<RowData> accepted =
          source
              .arrivals(env, layout)
              .transform(
                  "accept " + stream.name(),
                  InternalTypeInfo.of(layout.rowType()),
                  new SplitArrivalsOperator(stream.name()))
              .uid("accept-" + stream.name());
      sinks.events(layout, accepted);
      rejects.add(accepted.getSideOutput(SplitArrivalsFunction.REJECTS));
      events.put(stream.name(), accepted);
    }
    unionOf(rejects).ifPresent(sinks::rejects);
    return events;
  }

  private static Optional<DataStream<RowData>> unionOf(List<DataStream<RowData>> all) {
    return all.stream().reduce((a, b) -> a.union(b));
  }
}
