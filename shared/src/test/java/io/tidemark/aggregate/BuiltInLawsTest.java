package io.tidemark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateFunction.Parameter;
import io.tidemark.aggregate.testing.AggregateLaws;
import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every aggregate of Tidemark's own, of every type that it takes, keeps the laws. */
class BuiltInLawsTest {

  record Subject(AggregateCall call, List<Sample> events) {}

  @Property(tries = 3000)
  void allKeepTheLaws(@ForAll("subjects") Subject subject) {
    AggregateFunction function = AggregateRegistry.named(subject.call().function());
    AggregateLaws.check(function, subject.call(), subject.events());
  }

  @Test
  void allLetEventsGo() {
    for (AggregateCall call : calls()) {
      assertThat(AggregateRegistry.inWindow(call))
          .isInstanceOfAny(InvertibleAggregate.class, ExpiringAggregate.class);
    }
  }

  @Provide
  Arbitrary<Subject> subjects() {
    return Arbitraries.of(calls())
        .flatMap(
            call -> SampleArbitraries.of(call.argument()).map(events -> new Subject(call, events)));
  }

  /** All aggregates of all types, with small parameters. */
  static List<AggregateCall> calls() {
    List<ValueType> types = new ArrayList<>(SampleArbitraries.TYPES);
    types.add(ValueType.array(ValueType.INT));
    types.add(null);
    List<AggregateCall> calls = new ArrayList<>();
    for (String name : builtIn()) {
      AggregateFunction function = AggregateRegistry.named(name);
      for (ValueType type : types) {
        if (takes(function, type)) {
          calls.add(new AggregateCall(name, type, parameters(function)));
        }
      }
    }
    return calls;
  }

  /** Without those of these tests. */
  static List<String> builtIn() {
    return AggregateRegistry.names().stream()
        .filter(name -> AggregateRegistry.named(name) instanceof BuiltInAggregateFunction)
        .toList();
  }

  private static boolean takes(AggregateFunction function, ValueType type) {
    try {
      function.resultType(type);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<Number> parameters(AggregateFunction function) {
    List<Number> parameters = new ArrayList<>();
    for (Parameter parameter : function.parameters()) {
      parameters.add(parameter.whole() ? (Number) 3L : (Number) 0.5);
    }
    return parameters;
  }
}
