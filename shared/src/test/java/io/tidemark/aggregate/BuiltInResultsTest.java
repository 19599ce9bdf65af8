package io.tidemark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Compares the results of the exact aggregates with {@link NaiveAggregateOracle}, which shares no
 * code with them.
 */
class BuiltInResultsTest {

  private static final Set<String> WITH_TESTS_OF_THEIR_OWN =
      Set.of("quantile", "approx_count_distinct", "entropy");

  record Subject(AggregateCall call, List<Sample> events) {}

  @Property(tries = 1500)
  void exactAggregatesAreWhatTheyOughtToBe(@ForAll("subjects") Subject subject) {
    long time = 1L << 50;
    String expected = new NaiveAggregateOracle(subject.call(), subject.events()).value(time);
    for (Aggregate<?> aggregate :
        List.of(
            AggregateRegistry.inWindow(subject.call()),
            AggregateRegistry.overHistory(subject.call()))) {
      assertThat(result(aggregate, subject.events(), time)).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<Subject> subjects() {
    List<AggregateCall> calls =
        BuiltInLawsTest.calls().stream()
            .filter(call -> !WITH_TESTS_OF_THEIR_OWN.contains(call.function()))
            .toList();
    return Arbitraries.of(calls)
        .flatMap(
            call -> SampleArbitraries.of(call.argument()).map(events -> new Subject(call, events)));
  }

  @Test
  void averagesAreRoundedOnce() {
    assertThat(of("avg", ValueType.DOUBLE, 1.0, 1.0, 2.0)).isEqualTo(4.0 / 3);
    double sum = 9007199254740993.0;
    assertThat(of("avg", ValueType.DOUBLE, sum, 1.0, 0.0)).isEqualTo(3002399751580331.0);
    assertThat(of("avg", ValueType.FLOAT, Float.MAX_VALUE, Float.MAX_VALUE))
        .isEqualTo(Float.MAX_VALUE);
    assertThat(of("avg", ValueType.DOUBLE, Double.MAX_VALUE, Double.MAX_VALUE))
        .isEqualTo(Double.MAX_VALUE);
    assertThat(of("avg", ValueType.DOUBLE, Double.MIN_VALUE, 0.0)).isEqualTo(0.0);
    assertThat(of("avg", ValueType.DOUBLE, 3 * Double.MIN_VALUE, 0.0))
        .isEqualTo(2 * Double.MIN_VALUE);
  }

  @Test
  void integersAverageTowardZeroAndDecimalsHalfUp() {
    assertThat(of("avg", ValueType.INT, -3, -4)).isEqualTo(-3);
    assertThat(of("avg", ValueType.BIGINT, Long.MAX_VALUE, Long.MAX_VALUE))
        .isEqualTo(Long.MAX_VALUE);
    ValueType cents = ValueType.decimal(10, 2);
    assertThat(of("avg", cents, decimal("0.01"), decimal("0.02"), decimal("0.02")))
        .isEqualTo(decimal("0.016667"));
  }

  @Test
  void variancesAreThoseOfFlink() {
    assertThat(of("var_pop", ValueType.INT, 1, 2, 4, 9)).isEqualTo(9);
    assertThat(of("stddev_samp", ValueType.INT, 1, 2, 4, 9)).isEqualTo(3);
    assertThat(of("var_pop", ValueType.DOUBLE, 1.0, 2.0, 4.0, 9.0)).isEqualTo(9.5);
    assertThat(of("var_samp", ValueType.DOUBLE, 1.0, 2.0, 4.0, 9.0)).isEqualTo(38.0 / 3);
    assertThat(of("stddev_pop", ValueType.DOUBLE, 1.0, 2.0, 4.0, 9.0)).isEqualTo(3.082207001484488);
    ValueType cents = ValueType.decimal(10, 2);
    Object[] amounts = {decimal("1.00"), decimal("2.00"), decimal("4.00"), decimal("9.00")};
    assertThat(of("var_samp", cents, amounts)).isEqualTo(decimal("12.666667"));
    assertThat(of("stddev_pop", cents, amounts)).isEqualTo(decimal("3.082207"));
  }

  @Test
  void aVarianceDoesNotCancel() {
    assertThat(of("var_pop", ValueType.DOUBLE, 1e16, 1e16 + 2, 1e16 + 4)).isEqualTo(8.0 / 3);
    assertThat(of("var_samp", ValueType.DOUBLE, 0.1, 0.1, 0.1)).isEqualTo(0.0);
    assertThat(of("var_pop", ValueType.DOUBLE, 1e200, -1e200)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(of("stddev_pop", ValueType.DOUBLE, 1e-170, -1e-170)).isEqualTo(0.0);
    assertThat(of("var_samp", ValueType.DOUBLE, 1.0)).isNull();
    assertThat(of("var_pop", ValueType.DOUBLE, 1.0)).isEqualTo(0.0);
    assertThat(of("var_pop", ValueType.DOUBLE, 1.0, Double.POSITIVE_INFINITY))
        .isEqualTo(Double.NaN);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> of("sum", ValueType.INT, Integer.MAX_VALUE, 1))
        .isInstanceOf(AggregateOverflowException.class)
        .hasMessageContaining("sum of 2147483648 does not fit INT");
    assertThatThrownBy(() -> of("sum", ValueType.BIGINT, Long.MIN_VALUE, -1L))
        .hasMessageContaining("sum of -9223372036854775809 does not fit BIGINT");
    BigDecimal nines = decimal("9".repeat(36) + ".99");
    assertThatThrownBy(() -> of("sum", SampleArbitraries.DECIMAL, nines, decimal("0.01")))
        .hasMessageContaining("does not fit DECIMAL(38, 2)");
    assertThatThrownBy(() -> of("avg", SampleArbitraries.DECIMAL, nines))
        .hasMessageContaining("avg of")
        .hasMessageContaining("does not fit DECIMAL(38, 6)");
    assertThatThrownBy(() -> of("var_pop", ValueType.BIGINT, Long.MIN_VALUE, Long.MAX_VALUE))
        .hasMessageContaining("var_pop of");
    assertThat(of("sum", ValueType.BIGINT, Long.MAX_VALUE, Long.MAX_VALUE, -Long.MAX_VALUE))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void entropyIsInBits() {
    assertThat(of("entropy", ValueType.STRING, "a", "a", "a")).isEqualTo(0.0);
    assertThat(of("entropy", ValueType.STRING, "a", "b")).isEqualTo(1.0);
    assertThat(of("entropy", ValueType.INT, 1, 2, 3, 4, 5, 6, 7, 8)).isEqualTo(3.0);
    assertThat((Double) of("entropy", ValueType.STRING, "a", "a", "a", "b"))
        .isCloseTo(0.8112781244591328, within(1e-15));
  }

  private static Object of(String function, ValueType type, Object... values) {
    return untyped(
        AggregateRegistry.inWindow(new AggregateCall(function, type, List.of())), values);
  }

  private static <S> Object untyped(Aggregate<S> aggregate, Object... values) {
    List<Sample> samples = new ArrayList<>();
    for (Object value : values) {
      samples.add(Sample.of(samples.size(), "id", value));
    }
    return aggregate.result(state(aggregate, samples), 0);
  }

  private static <S> String result(Aggregate<S> aggregate, List<Sample> events, long time) {
    try {
      return NaiveAggregateOracle.show(aggregate.result(state(aggregate, events), time));
    } catch (AggregateOverflowException e) {
      return "overflow";
    }
  }

  private static <S> S state(Aggregate<S> aggregate, List<Sample> events) {
    S state = aggregate.identity();
    events.forEach(e -> aggregate.add(state, e.event(), e.value()));
    return state;
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
