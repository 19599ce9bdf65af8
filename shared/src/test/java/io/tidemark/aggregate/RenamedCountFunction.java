package io.tidemark.aggregate;

/** The count under another name, for the conflicts in {@link AggregateRegistryTest}. */
abstract class RenamedCountFunction implements AggregateFunction {

  private final String name;

  RenamedCountFunction(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String doc() {
    return "How many values";
  }

  @Override
  public ValueType resultType(ValueType argument) {
    return ValueType.BIGINT;
  }

  @Override
  public Aggregate<?> overHistory(AggregateCall call) {
    return AggregateRegistry.overHistory(new AggregateCall("count", null, call.parameters()));
  }

  @Override
  public Aggregate<?> inWindow(AggregateCall call) {
    return AggregateRegistry.inWindow(new AggregateCall("count", null, call.parameters()));
  }
}
