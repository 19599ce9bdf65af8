package io.tidemark.feature.maths;

import static io.tidemark.definition.AggregateFunction.AVG;
import static io.tidemark.definition.AggregateFunction.COUNT;
import static io.tidemark.definition.AggregateFunction.COUNT_DISTINCT;
import static io.tidemark.definition.AggregateFunction.FIRST;
import static io.tidemark.definition.AggregateFunction.LAST;
import static io.tidemark.definition.AggregateFunction.MAX;
import static io.tidemark.definition.AggregateFunction.MIN;
import static io.tidemark.definition.AggregateFunction.SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.AggregateFunction;
import io.tidemark.definition.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Values and types of results, for bounded and unlimited windows alike. */
class AggregateResultsTest {

  static final List<Window> WINDOWS = List.of(Window.UNLIMITED, Window.of(Duration.ofHours(1)));
  private static final ValueType CENTS = ValueType.decimal(2);

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void nothingIsZeroForCountsAndNullForTheRest(Window window) {
    for (AggregateFunction function : AggregateFunction.values()) {
      boolean counts = function == COUNT || function == COUNT_DISTINCT;
      assertThat(result(window, function, ValueType.INT)).isEqualTo(counts ? 0L : null);
      assertThat(result(window, function, ValueType.DOUBLE)).isEqualTo(counts ? 0L : null);
    }
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void sumsHaveTheTypeOfTheirArgument(Window window) {
    assertThat(result(window, SUM, ValueType.INT, 1, 2)).isEqualTo(3);
    assertThat(result(window, SUM, ValueType.BIGINT, 1L, 2L)).isEqualTo(3L);
    assertThat(result(window, SUM, ValueType.FLOAT, 0.1f, 0.2f)).isEqualTo(0.3f);
    assertThat(result(window, SUM, ValueType.DOUBLE, 1e16, 1.0, -1e16)).isEqualTo(1.0);
    assertThat(result(window, SUM, CENTS, decimal("1.10"), decimal("2.90")))
        .isEqualTo(decimal("4.00"));
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void averagesRoundAsFlinkDoes(Window window) {
    assertThat(result(window, AVG, ValueType.INT, -3, -4)).isEqualTo(-3);
    assertThat(result(window, AVG, ValueType.BIGINT, 3L, 4L)).isEqualTo(3L);
    assertThat(result(window, AVG, ValueType.FLOAT, 1f, 2f)).isEqualTo(1.5f);
    assertThat(result(window, AVG, ValueType.DOUBLE, 1.0, 1.0, 2.0)).isEqualTo(4.0 / 3);
    assertThat(result(window, AVG, CENTS, decimal("0.01"), decimal("0.02"), decimal("0.02")))
        .isEqualTo(decimal("0.016667"));
    ValueType fine = ValueType.decimal(8);
    assertThat(result(window, AVG, fine, decimal("-0.00000001"), decimal("0.00000000")))
        .isEqualTo(decimal("-0.00000001"));
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void integersAreExactBeyondTheirTypeUntilTheResult(Window window) {
    long max = Long.MAX_VALUE;
    assertThat(result(window, SUM, ValueType.BIGINT, max, max, -max, -max, 7L)).isEqualTo(7L);
    assertThat(result(window, AVG, ValueType.BIGINT, max, max)).isEqualTo(max);
    assertThat(result(window, AVG, ValueType.INT, Integer.MIN_VALUE, Integer.MIN_VALUE))
        .isEqualTo(Integer.MIN_VALUE);
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void whatDoesNotFitIsNamed(Window window) {
    assertThatThrownBy(() -> result(window, SUM, ValueType.INT, Integer.MAX_VALUE, 1))
        .isInstanceOf(FeatureOverflowException.class)
        .hasMessageContaining("SUM of INT is 2147483648");
    assertThatThrownBy(() -> result(window, SUM, ValueType.BIGINT, Long.MIN_VALUE, -1L))
        .isInstanceOf(FeatureOverflowException.class)
        .hasMessageContaining("SUM of BIGINT is -9223372036854775809");
    BigDecimal nines = new BigDecimal("9".repeat(36) + ".99");
    assertThat(result(window, SUM, CENTS, nines)).isEqualTo(nines);
    assertThatThrownBy(() -> result(window, SUM, CENTS, nines, decimal("0.01")))
        .isInstanceOf(FeatureOverflowException.class)
        .hasMessageContaining("SUM of DECIMAL(38, 2) is 1" + "0".repeat(36) + ".00");
    assertThatThrownBy(() -> result(window, AVG, CENTS, nines))
        .isInstanceOf(FeatureOverflowException.class)
        .hasMessageContaining("AVG of DECIMAL(38, 6)");
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void floatingSumsOverflowToInfinity(Window window) {
    double max = Double.MAX_VALUE;
    assertThat(result(window, SUM, ValueType.DOUBLE, max, max)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(result(window, SUM, ValueType.FLOAT, Float.MAX_VALUE, Float.MAX_VALUE))
        .isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(result(window, AVG, ValueType.FLOAT, Float.MAX_VALUE, Float.MAX_VALUE))
        .isEqualTo(Float.MAX_VALUE);
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void nanIsOneValueAboveAllOthers(Window window) {
    double otherNan = Double.longBitsToDouble(0x7ff8000000000123L);
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(result(window, MAX, ValueType.DOUBLE, Double.NaN, infinity)).isEqualTo(Double.NaN);
    assertThat(result(window, MIN, ValueType.DOUBLE, Double.NaN, infinity)).isEqualTo(infinity);
    assertThat(result(window, COUNT_DISTINCT, ValueType.DOUBLE, Double.NaN, otherNan, infinity))
        .isEqualTo(2L);
    assertThat(result(window, SUM, ValueType.DOUBLE, 1.0, Double.NaN)).isEqualTo(Double.NaN);
    assertThat(result(window, AVG, ValueType.FLOAT, 1f, Float.NaN)).isEqualTo(Float.NaN);
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void negativeZeroIsZeroWhereValuesAreCompared(Window window) {
    for (AggregateFunction function : List.of(MIN, MAX)) {
      assertThat(result(window, function, ValueType.DOUBLE, 0.0, -0.0)).isEqualTo(0.0);
      assertThat(result(window, function, ValueType.FLOAT, -0.0f)).isEqualTo(0.0f);
    }
    assertThat(result(window, COUNT_DISTINCT, ValueType.DOUBLE, 0.0, -0.0)).isEqualTo(1L);
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void decimalsCompareAtTheScaleOfTheColumn(Window window) {
    assertThat(result(window, COUNT_DISTINCT, CENTS, decimal("1"), decimal("1.00"))).isEqualTo(1L);
    assertThat(result(window, MAX, CENTS, decimal("10"), decimal("9.99")))
        .isEqualTo(decimal("10.00"));
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void stringsCompareByCodePoint(Window window) {
    assertThat(result(window, MAX, ValueType.STRING, "\uFF5E", "\uD83D\uDE00"))
        .isEqualTo("\uD83D\uDE00");
    assertThat(result(window, MIN, ValueType.STRING, "\uFF5E", "\uD83D\uDE00")).isEqualTo("\uFF5E");
  }

  @ParameterizedTest
  @FieldSource("WINDOWS")
  void firstAndLastGoByTimeThenIdThenStream(Window window) {
    Aggregate<Accumulator> first = aggregate(window, FIRST, ValueType.INT);
    Aggregate<Accumulator> last = aggregate(window, LAST, ValueType.INT);
    List<Event> inOrder =
        List.of(
            event(-1, "z", 1),
            event(0, "\uFF5E", 0),
            event(0, "\uFF5E", 1),
            event(0, "\uD83D\uDE00", 0));
    for (int i = 0; i < inOrder.size(); i++) {
      for (int j = 0; j < inOrder.size(); j++) {
        List<Event> events = List.of(inOrder.get(i), inOrder.get(j));
        List<Integer> places = List.of(i, j);
        assertThat(result(first, events, places)).isEqualTo(Math.min(i, j));
        assertThat(result(last, events, places)).isEqualTo(Math.max(i, j));
      }
    }
  }

  private static Object result(
      Window window, AggregateFunction function, ValueType type, Object... values) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      events.add(event(i, "id", 0));
    }
    return result(aggregate(window, function, type), events, List.of(values));
  }

  private static Object result(
      Aggregate<Accumulator> aggregate, List<Event> events, List<?> values) {
    Accumulator state = aggregate.identity();
    for (int i = 0; i < events.size(); i++) {
      aggregate.add(state, events.get(i), values.get(i));
    }
    return aggregate.result(state);
  }

  private static Aggregate<Accumulator> aggregate(
      Window window, AggregateFunction function, ValueType type) {
    return Aggregates.of(new FeatureSpec(function, 0, -1, -1, window, type));
  }

  private static Event event(long time, String id, int stream) {
    return new Event(time, id, stream, 0, 0, new Object[0]);
  }

  private static BigDecimal decimal(String value) {
    return new BigDecimal(value);
  }
}
