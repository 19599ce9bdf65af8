package io.tidemark.backfill;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.pipeline.LakeEventSource;
import io.tidemark.pipeline.LookBackRanges;
import io.tidemark.pipeline.PipelineGraph;
import io.tidemark.pipeline.PipelineSinks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * Graph of one feature set over its event tables at fixed snapshots, which {@link BackfillJob} and
 * {@link VerifyJob} run: that of the live job, with {@link LakeEventSource} in front. Rows of the
 * look-back are dropped by {@link RangeFilter}.
 */
final class RecomputationGraph {

  private final Pipeline pipeline;
  private final FeatureSet set;
  private final Lake lake;
  private final TimeRange range;
  private final Map<String, TableVersion> versions;

  private RecomputationGraph(
      Pipeline pipeline,
      FeatureSet set,
      Lake lake,
      TimeRange range,
      Map<String, TableVersion> versions) {
    this.pipeline = pipeline;
    this.set = set;
    this.lake = lake;
    this.range = range;
    this.versions = versions;
  }

  /** Fixes the event tables as they are now. */
  static RecomputationGraph asOfNow(Pipeline pipeline, FeatureSet set, Lake lake, TimeRange range) {
    Map<String, TableVersion> versions = new LinkedHashMap<>();
    set.inputs().forEach(i -> versions.put(i.stream(), TableVersion.of(lake.table(i.stream()))));
    return new RecomputationGraph(pipeline, set, lake, range, versions);
  }

  /**
   * The set's rows of the range, computed anew; handed to the consumer while the graph is built.
   */
  void compute(StreamExecutionEnvironment env, RowsOfRange consumer) {
    List<StreamDefinition> streams =
        set.inputs().stream().map(i -> pipeline.stream(i.stream())).toList();
    LakeEventSource events = new LakeEventSource(lake, versions, LookBackRanges.of(set, range));
    new PipelineGraph(env, pipeline, events, new RangeOnly(consumer)).build(streams, List.of(set));
  }

  /** Takes the rows of the range. */
  interface RowsOfRange {
    void accept(FeatureLayout layout, DataStream<RowData> rows);
  }

  /** Sinks that drop the rows of the look-back. */
  private final class RangeOnly implements PipelineSinks {
    private final RowsOfRange consumer;

    RangeOnly(RowsOfRange consumer) {
      this.consumer = consumer;
    }

    @Override
    public void features(FeatureLayout layout, DataStream<RowData> rows) {
      consumer.accept(layout, RangeFilter.attach(rows, layout, range));
    }
  }
}
