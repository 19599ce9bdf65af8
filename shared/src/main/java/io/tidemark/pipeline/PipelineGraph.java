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

/**
 * Builds the one graph of a pipeline, the same in STREAMING and in BATCH: an {@link EventSource}
 * goes in, {@link PipelineSinks} take what comes out, and nothing between them asks for the mode.
 *
 * <pre>{@code
 * EventSource                      arrivals of a stream: event rows and reject rows
 *      |
 * SplitArrivalsOperator ----+----> rejects                               sinks.rejects
 *      |                    +----> events of the stream                  sinks.events
 *      |
 *      |   for each feature set that reads the stream:
 *      |
 * GuardExpressionsOperator         names the row for which an expression fails
 * SQL                              arguments and conditions that are expressions
 * ProjectEventsOperator            entity, identity, coordinates, slots
 *      |
 *      |   union of the set's streams, keyed by entity
 *      |
 * FeatureOperator ----------+----> late events                           sinks.late
 *      |                    +----> progress, with every checkpoint       sinks.progress
 *      |
 * GuardExpressionsOperator
 * SQL                              derived features
 * AssignTimestampsOperator ------> feature rows                          sinks.features
 * }</pre>
 *
 * <p>Without expressions there is neither guard nor SQL. The job gives both ends:
 *
 * <pre>{@code
 * new PipelineGraph(env, pipeline, source, sinks)
 *     .build(pipeline.streams(), pipeline.featureSets());
 * env.execute();
 * }</pre>
 */
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
    Map<String, DataStream<RowData>> events = acceptedEvents(streams);
    List<DataStream<RowData>> progress = new ArrayList<>();
    List<DataStream<RowData>> late = new ArrayList<>();
    FeatureSetGraph graph =
        new FeatureSetGraph(
            pipeline,
            new SqlExpressionPlanner(env, pipeline),
            source.completeUpTo(),
            env.getConfiguration());
    for (FeatureSet set : sets) {
      SingleOutputStreamOperator<RowData> aggregates = graph.aggregates(set, events);
      progress.add(aggregates.getSideOutput(FeatureOperator.PROGRESS));
      late.add(aggregates.getSideOutput(FeatureOperator.LATE));
      sinks.features(new FeatureLayout(pipeline, set), graph.derived(set, aggregates));
    }
    unionOf(progress).ifPresent(sinks::progress);
    unionOf(late).ifPresent(sinks::late);
  }

  /**
   * Adds the graph as far as the feature sets' operators to the environment.
   *
   * @param streams the streams to read, those of the sets among them
   * @return the events that the operator of each set is given, by name of the set
   */
  public Map<String, DataStream<RowData>> inputs(
      List<StreamDefinition> streams, List<FeatureSet> sets) {
    Map<String, DataStream<RowData>> events = acceptedEvents(streams);
    FeatureInputGraph inputs =
        new FeatureInputGraph(pipeline, new SqlExpressionPlanner(env, pipeline));
    Map<String, DataStream<RowData>> bySet = new LinkedHashMap<>();
    sets.forEach(set -> bySet.put(set.name(), inputs.of(set, SlotPlan.of(set), events)));
    return bySet;
  }

  private Map<String, DataStream<RowData>> acceptedEvents(List<StreamDefinition> streams) {
    Map<String, DataStream<RowData>> events = new LinkedHashMap<>();
    List<DataStream<RowData>> rejects = new ArrayList<>();
    for (StreamDefinition stream : streams) {
      EventLayout layout = new EventLayout(stream);
      SingleOutputStreamOperator<RowData> accepted =
          SplitArrivalsOperator.attach(source.messages(env, layout), layout);
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
