package com.acme;

import io.tidemark.aggregate.Aggregate;
import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.Event;
import io.tidemark.aggregate.ValueType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A user's aggregate without a window: the bits that any value has. */
public final class AllTime implements AggregateFunction {

  private static final class Bits implements Aggregate<long[]> {

    @Override
    public long[] identity() {
      return new long[1];
    }

    @Override
    public void add(long[] state, Event event, Object value) {
      state[0] |= ((Number) value).longValue();
    }

    @Override
    public void merge(long[] state, long[] other) {
      state[0] |= other[0];
    }

    @Override
    public Object result(long[] state, long time) {
      return state[0];
    }

    @Override
    public void write(long[] state, DataOutput out) throws IOException {
      out.writeLong(state[0]);
    }

    @Override
    public long[] read(DataInput in, int version) throws IOException {
      return new long[] {in.readLong()};
    }
  }

  @Override
  public String name() {
    return "all_time";
  }

  @Override
  public String doc() {
    return "The bits that any value has";
  }

  @Override
  public ValueType resultType(ValueType argument) {
    if (argument == null || !argument.kind().isNumeric()) {
      throw new IllegalArgumentException("takes whole numbers");
    }
    return ValueType.BIGINT;
  }

  @Override
  public boolean neverNull() {
    return true;
  }

  @Override
  public Aggregate<?> overHistory(AggregateCall call) {
    return new Bits();
  }

  @Override
  public Aggregate<?> inWindow(AggregateCall call) {
    return new Bits();
  }
}
