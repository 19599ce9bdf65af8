package io.tidemark.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A correct aggregate, the distinct values in their order, for {@link AggregateLawsTest} to break
 * in one place.
 */
class DistinctBagAggregate implements InvertibleAggregate<DistinctBagAggregate.State> {

  static final class State {
    Map<Long, Long> counts = new TreeMap<>();
  }

  @Override
  public State identity() {
    return new State();
  }

  @Override
  public void add(State state, Event event, Object value) {
    state.counts.merge((Long) value, 1L, Long::sum);
  }

  @Override
  public void subtract(State state, Event event, Object value) {
    state.counts.computeIfPresent((Long) value, (key, count) -> count == 1 ? null : count - 1);
  }

  @Override
  public void merge(State state, State other) {
    other.counts.forEach((value, count) -> state.counts.merge(value, count, Long::sum));
  }

  @Override
  public Object result(State state, long time) {
    return state.counts.isEmpty() ? null : List.copyOf(state.counts.keySet());
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeInt(state.counts.size());
    for (Map.Entry<Long, Long> entry : state.counts.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  @Override
  public State read(DataInput in, int version) throws IOException {
    State state = new State();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      long value = in.readLong();
      state.counts.put(value, in.readLong());
    }
    return state;
  }

  /** An aggregate of that name that is made of these two. */
  static AggregateFunction function(Aggregate<?> overHistory, Aggregate<?> inWindow) {
    return new BuiltInAggregateFunction(
        "bag",
        "",
        false,
        false,
        new ArrayList<>(),
        type -> ValueType.array(ValueType.BIGINT),
        call -> inWindow,
        call -> overHistory);
  }
}
