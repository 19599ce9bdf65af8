package io.tidemark.backfill;

import io.tidemark.backfill.RowDiff.Kind;
import io.tidemark.feature.EntityKeySelector;
import io.tidemark.feature.FeatureLayout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/**
 * Compares the table's rows of one identity (first input) with the recomputed ones (second), by
 * their bytes, and emits a {@link RowDiff} for each that differs. {@link VerifyJob} runs it.
 */
final class RowComparisonFunction
    extends KeyedCoProcessFunction<RowData, RowData, RowData, RowDiff> {

  static final String EQUAL = "equal";

  private static final String UID = "compare";
  private static final long serialVersionUID = 1L;

  private final RowType type;
  private final int timeIndex;
  private final RowFormatter text;
  private final int limit;
  private final LongCounter equal = new LongCounter();
  private final Map<Kind, LongCounter> counters = new EnumMap<>(Kind.class);

  private transient ListState<RowData> table;
  private transient ListState<RowData> recomputed;
  private transient RowDataSerializer serializer;
  private transient int emitted;

  /**
   * @param limit how many differences each subtask hands on; all are counted
   */
  private RowComparisonFunction(FeatureLayout layout, int limit) {
    this.type = layout.rowType();
    this.timeIndex = layout.timeIndex();
    this.text = new RowFormatter(layout.rowType(), layout.identityArity());
    this.limit = limit;
    for (Kind kind : Kind.values()) {
      counters.put(kind, new LongCounter());
    }
  }

  /**
   * The rows that differ.
   *
   * @param limit how many differences each subtask hands on; all are counted
   */
  static DataStream<RowDiff> attach(
      DataStream<RowData> table, DataStream<RowData> recomputed, FeatureLayout layout, int limit) {
    EntityKeySelector identity = new EntityKeySelector(identityType(layout));
    return table
        .connect(recomputed)
        .keyBy(identity, identity)
        .process(new RowComparisonFunction(layout, limit), TypeInformation.of(RowDiff.class))
        .name("compare")
        .uid(UID);
  }

  private static RowType identityType(FeatureLayout layout) {
    return new RowType(false, layout.rowType().getFields().subList(0, layout.identityArity()));
  }

  @Override
  public void open(OpenContext context) {
    InternalTypeInfo<RowData> rows = InternalTypeInfo.of(type);
    table = getRuntimeContext().getListState(new ListStateDescriptor<>("table", rows));
    recomputed = getRuntimeContext().getListState(new ListStateDescriptor<>("recomputed", rows));
    serializer = new RowDataSerializer(type);
    getRuntimeContext().addAccumulator(EQUAL, equal);
    counters.forEach((kind, counter) -> getRuntimeContext().addAccumulator(kind.name(), counter));
  }

  @Override
  public void processElement1(RowData row, Context context, Collector<RowDiff> out)
      throws Exception {
    keep(table, row, context);
  }

  @Override
  public void processElement2(RowData row, Context context, Collector<RowDiff> out)
      throws Exception {
    keep(recomputed, row, context);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<RowDiff> out) throws Exception {
    List<BinaryRowData> has = rows(table);
    List<BinaryRowData> wants = rows(recomputed);
    int before = wants.size();
    wants.removeIf(has::remove);
    equal.add(before - wants.size());
    for (int i = 0; i < Math.max(has.size(), wants.size()); i++) {
      report(i < has.size() ? has.get(i) : null, i < wants.size() ? wants.get(i) : null, out);
    }
    table.clear();
    recomputed.clear();
  }

  private void keep(ListState<RowData> side, RowData row, Context context) throws Exception {
    side.add(serializer.toBinaryRow(row).copy());
    context.timerService().registerEventTimeTimer(row.getTimestamp(timeIndex, 3).getMillisecond());
  }

  private static List<BinaryRowData> rows(ListState<RowData> side) throws Exception {
    List<BinaryRowData> rows = new ArrayList<>();
    side.get().forEach(row -> rows.add((BinaryRowData) row));
    return rows;
  }

  private void report(RowData has, RowData wants, Collector<RowDiff> out) {
    Kind kind = has == null ? Kind.MISSING : wants == null ? Kind.EXTRA : Kind.DIFFERENT;
    counters.get(kind).add(1);
    if (emitted++ < limit) {
      RowData row = has == null ? wants : has;
      long time = row.getTimestamp(timeIndex, 3).getMillisecond();
      out.collect(new RowDiff(kind, time, text.identity(row), text.differences(has, wants)));
    }
  }
}
