package io.tidemark.pipeline;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.FeatureSet.Input;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.SqlTokenizer;
import io.tidemark.event.EventLayout;
import io.tidemark.feature.ProjectEventsOperator;
import io.tidemark.feature.ProjectedLayout;
import io.tidemark.feature.SlotExpression;
import io.tidemark.feature.SlotPlan;
import io.tidemark.pipeline.SqlExpressionPlanner.Computed;
import io.tidemark.pipeline.SqlExpressionPlanner.TypedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * Builds the input of a feature set's operator: the events of all its streams in one {@link
 * ProjectedLayout}. Slots that are expressions are computed by {@link SqlExpressionPlanner} first;
 * plain columns do not pass through the planner.
 */
final class FeatureInputGraph {

  private static final String SLOTS_UID = "slots-";

  private final Pipeline pipeline;
  private final SqlExpressionPlanner sql;

  FeatureInputGraph(Pipeline pipeline, SqlExpressionPlanner sql) {
    this.pipeline = pipeline;
    this.sql = sql;
  }

  /** All of them, in no order. */
  DataStream<RowData> of(FeatureSet set, SlotPlan plan, Map<String, DataStream<RowData>> events) {
    DataStream<RowData> all = null;
    for (int i = 0; i < set.inputs().size(); i++) {
      DataStream<RowData> one = projected(set, i, plan, events);
      all = all == null ? one : all.union(one);
    }
    return all;
  }

  private DataStream<RowData> projected(
      FeatureSet set, int position, SlotPlan plan, Map<String, DataStream<RowData>> events) {
    Input input = set.inputs().get(position);
    EventLayout layout = new EventLayout(pipeline.stream(input.stream()));
    List<Computed> computed = new ArrayList<>();
    List<String> slots = new ArrayList<>();
    for (int i = 0; i < plan.slots().size(); i++) {
      slots.add(column(plan.slots().get(i), position, i, layout, computed));
    }
    TypedRows typed = withComputed(events.get(input.stream()), set, layout, computed);
    return ProjectEventsOperator.attach(
        typed.rows(), typed.type(), columns(input, layout, slots), set, plan, position);
  }

  private TypedRows withComputed(
      DataStream<RowData> rows, FeatureSet set, EventLayout layout, List<Computed> computed) {
    if (computed.isEmpty()) {
      return new TypedRows(rows, layout.rowType());
    }
    List<String> columns = new ArrayList<>(layout.rowType().getFieldNames());
    computed.forEach(c -> columns.add(c.name()));
    String stream = layout.stream().name();
    ExpressionGroup evaluation =
        new ExpressionGroup(
            "feature set " + set.name() + ", stream " + stream,
            computed.stream().map(Computed::sql).toList(),
            RowLabelFormatter.ofEvents(layout));
    String uid = SLOTS_UID + set.name() + "-" + stream;
    return sql.compute(rows, List.of(computed), columns, evaluation, uid);
  }

  private static ProjectEventsOperator.Columns columns(
      Input input, EventLayout layout, List<String> slots) {
    return new ProjectEventsOperator.Columns(
        input.entityColumns(),
        EventLayout.EVENT_TIME,
        layout.stream().id(),
        EventLayout.PARTITION,
        EventLayout.OFFSET,
        slots);
  }

  /**
   * The column that holds the slot: a plain one as it is, else one that SQL computes; null: not
   * this stream.
   */
  private static String column(
      SlotExpression slot, int input, int number, EventLayout layout, List<Computed> computed) {
    if (slot.input() != input) {
      return null;
    }
    Optional<String> plain = SqlTokenizer.column(slot.sql(), layout.rowType());
    if (plain.isPresent()) {
      return plain.get();
    }
    String name = "_slot_" + number;
    computed.add(new Computed(name, slot.sql()));
    return name;
  }
}
