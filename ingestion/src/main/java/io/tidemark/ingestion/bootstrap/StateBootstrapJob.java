package io.tidemark.ingestion.bootstrap;

import io.tidemark.definition.Environment;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.feature.EntityKeySelector;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.feature.FeatureOperator;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.EventTimeBounds;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.LakeEventSource;
import io.tidemark.pipeline.LookBackRanges;
import io.tidemark.pipeline.PipelineGraph;
import io.tidemark.pipeline.PipelineSinks;
import io.tidemark.pipeline.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.flink.api.java.typeutils.runtime.kryo.JavaSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.StateBootstrapTransformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * Rebuilds the state of a live job from the event tables, as a savepoint. It is a batch job of
 * Flink's State Processor API: Flink sorts the events by entity and time and writes its own format,
 * and {@link SavepointOperator} runs the feature operator's own engine over them.
 */
public final class StateBootstrapJob {

  private static final String JAVA = JavaSerializer.class.getName();

  private final Workspace workspace;
  private final Lake lake;
  private final BootstrapPlan plan;

  public StateBootstrapJob(Workspace workspace, Lake lake, BootstrapPlan plan) {
    this.workspace = workspace;
    this.lake = lake;
    this.plan = plan;
  }

  /**
   * Writes the savepoint.
   *
   * @param directory where nothing is yet, as URI
   */
  public void write(String directory) throws Exception {
    if (workspace.pipeline().featureSets().isEmpty()) {
      EmptySavepointWriter.write(new Path(directory), plan.countsOnFrom());
    } else {
      rebuild(directory);
    }
  }

  private void rebuild(String directory) throws Exception {
    Pipeline pipeline = workspace.pipeline();
    Environment environment = workspace.environment();
    Configuration settings = settings();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    SavepointWriter savepoint =
        SavepointWriter.newSavepoint(env, plan.countsOnFrom(), JobSettings.keyGroups(environment));
    Map<String, DataStream<RowData>> inputs =
        new PipelineGraph(env, pipeline, events(), new PipelineSinks() {})
            .inputs(streams(), pipeline.featureSets());
    for (FeatureSet set : pipeline.featureSets()) {
      savepoint.withOperator(
          OperatorIdentifier.forUid(FeatureOperator.stateOf(set)),
          state(set, inputs.get(set.name()), settings));
    }
    savepoint.write(directory);
    env.execute("tidemark rebuild " + pipeline.name());
    SavepointCompletenessCheck.require(
        new Path(directory), pipeline.featureSets().size(), environment.parallelism());
  }

  private StateBootstrapTransformation<RowData> state(
      FeatureSet set, DataStream<RowData> input, Configuration settings) {
    EntityKeySelector key = new EntityKeySelector(new FeatureLayout(set).entityType());
    long checkpoint = plan.countsOnFrom();
    return OperatorTransformation.bootstrapWith(input, checkpoint)
        .keyBy(key, key.getProducedType())
        .transform(
            (timestamp, path) ->
                SavepointOperator.factory(
                    set, plan.writtenUpTo().get(set.name()), settings, checkpoint, path));
  }

  /**
   * The writer of savepoints gives its operators no names and its records no serializers, and keeps
   * its input a while; with Kryo's own way, some records cannot be read back.
   */
  private Configuration settings() {
    Configuration settings = JobSettings.batch(workspace.environment());
    settings.set(PipelineOptions.NAME, "tidemark rebuild " + workspace.pipeline().name());
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    settings.set(PipelineOptions.GENERIC_TYPES, true);
    settings.set(PipelineOptions.OBJECT_REUSE, false);
    settings.set(
        PipelineOptions.SERIALIZATION_CONFIG,
        Stream.of(OperatorSubtaskState.class, OperatorState.class)
            .map(type -> type.getName() + ": {type: kryo, kryo-type: default, class: " + JAVA + "}")
            .toList());
    return settings;
  }

  private List<StreamDefinition> streams() {
    Pipeline pipeline = workspace.pipeline();
    return pipeline.streams().stream()
        .filter(
            stream ->
                pipeline.featureSets().stream()
                    .flatMap(set -> set.inputs().stream())
                    .anyMatch(input -> input.stream().equals(stream.name())))
        .toList();
  }

  private LakeEventSource events() {
    Map<String, TableVersion> versions = new HashMap<>();
    streams().forEach(s -> versions.put(s.name(), TableVersion.of(lake.table(s.name()))));
    long from =
        workspace.pipeline().featureSets().stream()
            .mapToLong(this::from)
            .min()
            .orElse(Long.MAX_VALUE);
    return new LakeEventSource(
        lake, versions, new TimeRange(EventLayout.EVENT_TIME, from, Long.MAX_VALUE));
  }

  /** Time of the oldest event that the set's state has to know. */
  private long from(FeatureSet set) {
    long seen =
        set.inputs().stream()
            .map(
                input -> EventTimeBounds.newest(lake.table(input.stream()), EventLayout.EVENT_TIME))
            .flatMapToLong(OptionalLong::stream)
            .max()
            .orElse(Long.MAX_VALUE - 1);
    long now = Math.min(seen, plan.writtenUpTo().get(set.name()));
    TimeRange rows = new TimeRange(EventLayout.EVENT_TIME, now, Long.MAX_VALUE);
    long remembered = now - set.remember().toMillis();
    return Math.min(
        remembered > now ? Long.MIN_VALUE : remembered, LookBackRanges.of(set, rows).from());
  }
}
