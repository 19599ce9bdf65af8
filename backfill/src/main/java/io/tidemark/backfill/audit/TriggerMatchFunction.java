package io.tidemark.backfill.audit;

import io.tidemark.feature.EntityKeySelector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.Collector;

/**
 * Matches the {@link TriggerRecord}s of one event, counts the {@link TriggerOutcome}s and emits
 * some of the faults.
 */
final class TriggerMatchFunction extends KeyedProcessFunction<RowData, RowData, String> {

  private static final String UID = "match";
  private static final long serialVersionUID = 1L;

  private final long finalUpTo;
  private final int limit;
  private final Map<TriggerOutcome, LongCounter> counters = new EnumMap<>(TriggerOutcome.class);

  private transient ListState<RowData> records;
  private transient int emitted;

  /**
   * @param finalUpTo epoch milliseconds
   * @param limit how many faults each subtask hands on; all are counted
   */
  private TriggerMatchFunction(long finalUpTo, int limit) {
    this.finalUpTo = finalUpTo;
    this.limit = limit;
    for (TriggerOutcome outcome : TriggerOutcome.values()) {
      counters.put(outcome, new LongCounter());
    }
  }

  /**
   * Some of the faults, in words.
   *
   * @param records all that there are
   * @param finalUpTo epoch milliseconds
   * @param limit how many faults each subtask hands on; all are counted
   */
  static DataStream<String> attach(DataStream<RowData> records, long finalUpTo, int limit) {
    return records
        .keyBy(new EntityKeySelector(TriggerRecord.EVENT))
        .process(new TriggerMatchFunction(finalUpTo, limit), Types.STRING)
        .name("match")
        .uid(UID);
  }

  @Override
  public void open(OpenContext context) {
    records =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("facts", InternalTypeInfo.of(TriggerRecord.TYPE)));
    counters.forEach(
        (outcome, counter) -> getRuntimeContext().addAccumulator(outcome.name(), counter));
  }

  @Override
  public void processElement(RowData one, Context context, Collector<String> out) throws Exception {
    records.add(one);
    context.timerService().registerEventTimeTimer(one.getTimestamp(0, 3).getMillisecond());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
    List<TriggerRecord> all = new ArrayList<>();
    RowData any = null;
    for (RowData one : records.get()) {
      all.add(TriggerRecord.of(one));
      any = one;
    }
    for (TriggerOutcome outcome : TriggerOutcome.of(all, time <= finalUpTo)) {
      counters.get(outcome).add(1);
      if (outcome.isFault() && emitted++ < limit) {
        out.collect(
            "%s: %s %s of %s"
                .formatted(
                    outcome.name().toLowerCase(Locale.ROOT),
                    any.getTimestamp(0, 3).toInstant(),
                    any.getString(1),
                    any.getString(2)));
      }
    }
    records.clear();
  }
}
