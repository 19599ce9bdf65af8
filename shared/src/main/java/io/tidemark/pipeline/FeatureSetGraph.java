package io.tidemark.pipeline;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.feature.FeatureOperator;
import io.tidemark.feature.SlotPlan;
import io.tidemark.pipeline.SqlExpressionPlanner.Computed;
import io.tidemark.pipeline.SqlExpressionPlanner.TypedRows;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;

/**
 * Builds the part of one feature set in the {@link PipelineGraph}: its inputs, the keyed {@link
 * FeatureOperator} and the derived features.
 */
final class FeatureSetGraph {

  private static final String DERIVED_UID = "derived-";

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
    return FeatureOperator.attach(inputs.of(set, plan, events), set, plan, completeUpTo, settings);
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
    TypedRows whole =
        sql.compute(aggregates, steps, columns, evaluation(layout), DERIVED_UID + set.name());
    return AssignTimestampsOperator.attach(
        whole.rows(), layout.rowType(), layout.timeIndex(), set.name());
  }

  private static ExpressionGroup evaluation(FeatureLayout layout) {
    FeatureSet set = layout.set();
    return new ExpressionGroup(
        "feature set " + set.name(),
        set.derivedInOrder().stream().map(d -> d.name() + ": " + d.sql()).toList(),
        RowLabelFormatter.ofFeatures(layout));
  }
}
