package com.acme;

import io.tidemark.aggregate.Aggregate;
import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.Event;
import io.tidemark.aggregate.InvertibleAggregate;
import io.tidemark.aggregate.ValueType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * A user's aggregate, as the documentation shows it: the product of whole numbers, exact. A product
 * of other numbers can be divided again; zeros are counted apart.
 */
public final class Product implements AggregateFunction {

  private static final class State {
    private BigInteger product = BigInteger.ONE;
    private long zeros;
  }

  private static final class OfNumbers implements InvertibleAggregate<State> {

    @Override
    public State identity() {
      return new State();
    }

    @Override
    public void add(State state, Event event, Object value) {
      long number = ((Number) value).longValue();
      state.zeros += number == 0 ? 1 : 0;
      state.product = state.product.multiply(BigInteger.valueOf(number == 0 ? 1 : number));
    }

    @Override
    public void subtract(State state, Event event, Object value) {
      long number = ((Number) value).longValue();
      state.zeros -= number == 0 ? 1 : 0;
      state.product = state.product.divide(BigInteger.valueOf(number == 0 ? 1 : number));
    }

    @Override
    public void merge(State state, State other) {
      state.zeros += other.zeros;
      state.product = state.product.multiply(other.product);
    }

    @Override
    public Object result(State state, long time) {
      return state.zeros > 0 ? "0" : state.product.toString();
    }

    @Override
    public void write(State state, DataOutput out) throws IOException {
      byte[] product = state.product.toByteArray();
      out.writeLong(state.zeros);
      out.writeInt(product.length);
      out.write(product);
    }

    @Override
    public State read(DataInput in, int version) throws IOException {
      State state = new State();
      state.zeros = in.readLong();
      byte[] product = new byte[in.readInt()];
      in.readFully(product);
      state.product = new BigInteger(product);
      return state;
    }
  }

  @Override
  public String name() {
    return "product";
  }

  @Override
  public String doc() {
    return "The product of whole numbers, as text of any length";
  }

  @Override
  public ValueType resultType(ValueType argument) {
    if (!ValueType.INT.equals(argument) && !ValueType.BIGINT.equals(argument)) {
      throw new IllegalArgumentException("takes whole numbers");
    }
    return ValueType.STRING;
  }

  @Override
  public boolean neverNull() {
    return true;
  }

  @Override
  public Aggregate<?> overHistory(AggregateCall call) {
    return new OfNumbers();
  }

  @Override
  public Aggregate<?> inWindow(AggregateCall call) {
    return new OfNumbers();
  }
}
