package io.tidemark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the errors of the approximate aggregates are within their bounds. */
class SketchAggregatesTest {

  private static final double ERROR = 0.01;

  @Property
  void aQuantileIsWithinOnePercentOfTheOrderStatistic(
      @ForAll("doubles") List<Double> values, @ForAll("shares") double q) {
    double got = (Double) result(quantile(q), values);
    List<Double> sorted = values.stream().map(v -> v + 0.0).sorted().toList();
    int rank = (int) Math.max(1, Math.ceil(q * sorted.size()));
    double truth = sorted.get(rank - 1);
    if (Double.isNaN(truth) || Double.isInfinite(truth) || truth == 0) {
      assertThat(got).isEqualTo(Double.valueOf(truth));
    } else {
      assertThat(got).isCloseTo(truth, within(Math.abs(truth) * ERROR + Double.MIN_VALUE));
    }
  }

  @Property
  void bucketsAreInTheOrderOfTheirValues(@ForAll("doubles") List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(LogBucketMapping.of(sorted.get(i)))
          .isGreaterThanOrEqualTo(LogBucketMapping.of(sorted.get(i - 1)));
    }
  }

  @Test
  void theShareIsThatOfItsDecimalDigits() {
    List<Integer> hundred = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      hundred.add(i);
    }
    double seventh = (Double) result(quantile(0.07), hundred);
    assertThat(seventh).isCloseTo(7, Percentage.withPercentage(1));
    assertThat((Double) result(quantile(0), hundred)).isCloseTo(1, within(ERROR));
    assertThat((Double) result(quantile(1), hundred)).isCloseTo(100, within(1.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000, 5_000, 20_000, 100_000, 1_000_000})
  void distinctCountsAreWithinFivePercent(int size) {
    for (LongFunction<Object> values : List.<LongFunction<Object>>of(i -> i, i -> "user-" + i)) {
      ValueType type = values.apply(0) instanceof Long ? ValueType.BIGINT : ValueType.STRING;
      AggregateCall call = new AggregateCall("approx_count_distinct", type, List.of());
      assertDistinct(AggregateRegistry.overHistory(call), values, size);
      assertDistinct(AggregateRegistry.inWindow(call), values, size);
    }
  }

  private static <S> void assertDistinct(
      Aggregate<S> aggregate, LongFunction<Object> values, int size) {
    S state = aggregate.identity();
    Event event = new TimedValue(0, new byte[0], 0, null);
    for (long i = 0; i < size; i++) {
      aggregate.add(state, event, values.apply(i));
      aggregate.add(state, event, values.apply(i / 2));
    }
    assertThat((Long) aggregate.result(state, 0)).isCloseTo(size, Percentage.withPercentage(5));
  }

  @Test
  void hashesAreThoseOfTheSpecification() {
    assertThat(XxHash64.of(new byte[0])).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(XxHash64.of("a".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xD24EC4F1A98C6E5BL);
    assertThat(XxHash64.of("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(0x44BC2CF5AD770999L);
    byte[] eight = {1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(XxHash64.of(0x0807060504030201L)).isEqualTo(XxHash64.of(eight));
    String long39 = "Nobody inspects the spammish repetition";
    assertThat(XxHash64.of(long39.getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(0xFBCEA83C8A378BF1L);
  }

  @Test
  void theTableKeepsWhatIsPutThroughAllRemovals() {
    Random random = new Random(5);
    IntLongMap table = new IntLongMap();
    long[] expected = new long[300];
    for (int i = 0; i < 100_000; i++) {
      int key = random.nextInt(expected.length);
      long by = expected[key] > 0 && random.nextBoolean() ? -1 : 1;
      expected[key] += by;
      assertThat(table.add(key, by)).isEqualTo(expected[key]);
    }
    int size = 0;
    for (int key = 0; key < expected.length; key++) {
      assertThat(table.get(key)).isEqualTo(expected[key]);
      size += expected[key] == 0 ? 0 : 1;
    }
    assertThat(table.size()).isEqualTo(size);
  }

  private static AggregateCall quantile(double q) {
    return new AggregateCall("quantile", ValueType.DOUBLE, List.of(q));
  }

  private static Object result(AggregateCall call, List<? extends Number> values) {
    return result(AggregateRegistry.inWindow(call), values);
  }

  private static <S> Object result(Aggregate<S> aggregate, List<? extends Number> values) {
    S state = aggregate.identity();
    Event event = new TimedValue(0, new byte[0], 0, null);
    values.forEach(value -> aggregate.add(state, event, value));
    return aggregate.result(state, 0);
  }

  @Provide
  Arbitrary<List<Double>> doubles() {
    return SampleArbitraries.doubles().list().ofMinSize(1).ofMaxSize(20);
  }

  @Provide
  Arbitrary<Double> shares() {
    return Arbitraries.of(0.0, 0.25, 0.5, 0.75, 1.0);
  }
}
