package io.tidemark.pipeline;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.feature.EntityKeySelector;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.feature.FeatureOperator;
import io.tidemark.feature.SlotPlan;
import io.tidemark.pipeline.SqlExpressionPlanner.Computed;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * Builds the part of one feature set in the {@link PipelineGraph}: its inputs, the keyed {@link
 * FeatureOperator} and the derived features.
 */
final class FeatureSetGraph {

  private final FeatureInputGraph inputs;
  private final SqlExpressionPlanner sql;
  private final long completeUpTo;
  private final ReadableConfig settings;

  /**
   * @param completeUpTo what {@link EventSource#completeUpTo} says
   * @param settings of the job
   */
  FeatureSetGraph(
      Pipeline pipeline, SqlExpressionPlanner sql, long completeUpTo, ReadableConfig settings) {
    this.inputs = new FeatureInputGraph(pipeline, sql);
    this.sql = sql;
    this.completeUpTo = completeUpTo;
    this.settings = settings;
  }

  /** Rows of the aggregates alone. */
  SingleOutputStreamOperator<RowData> aggregates(
      FeatureSet set, Map<String, DataStream<RowData>> events) {
    SlotPlan plan = SlotPlan.of(set);
    FeatureLayout layout = new FeatureLayout(set);
    return inputs
        .of(set, plan, events)
        .keyBy(new EntityKeySelector(layout.entityType()))
        .transform(
            "features of " + set.name(),
            InternalTypeInfo.of(layout.aggregateRowType()),
            new FeatureOperator(set, plan, completeUpTo, settings))
        .uid(PipelineGraph.stateOf(set));
  }

  /** Whole feature rows: the aggregates with the derived features, in the layout's order. */
  DataStream<RowData> derived(FeatureSet set, DataStream<RowData> aggregates) {
    List<List<Computed>> steps =
        set.derivedInOrder().stream().map(d -> List.of(new Computed(d.name(), d.sql()))).toList();
    if (steps.isEmpty()) {
      return aggregates;
    }
    FeatureLayout layout = new FeatureLayout(set);
    List<String> columns = layout.rowType().getFieldNames();
    return sql.compute(aggregates, steps, columns, evaluation(layout), "derived-" + set.name())
        .rows()
        .transform(
            "date " + set.name(),
            InternalTypeInfo.of(layout.rowType()),
            new AssignTimestampsOperator(layout.timeIndex()))
        .uid("date-" + set.name());
  }

  private static ExpressionGroup evaluation(FeatureLayout layout) {
    FeatureSet set = layout.set();
    return new ExpressionGroup(
        "feature set " + set.name(),
        set.derivedInOrder().stream().map(d -> d.name() + ": " + d.sql()).toList(),
        RowLabelFormatter.ofFeatures(layout));
  }
}
