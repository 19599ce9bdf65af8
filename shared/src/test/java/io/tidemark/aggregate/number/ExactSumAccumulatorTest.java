package io.tidemark.aggregate.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.SampleArbitraries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Tests that sums of {@link ExactSumAccumulator} are exact and rounded once. */
class ExactSumAccumulatorTest {

  @Property
  void sumIsTheExactOneRoundedOnce(@ForAll("finite") List<Double> values) {
    assertThat(sum(values).round(FloatingPointType.DOUBLE)).isEqualTo(exact(values).doubleValue());
  }

  @Property
  void floatSumIsRoundedOnce(@ForAll("finite") List<Double> values) {
    assertThat((float) sum(values).round(FloatingPointType.FLOAT) + 0.0f)
        .isEqualTo(exact(values).floatValue());
  }

  @Property
  void sumOfFloatsIsTheExactOneRoundedOnce(@ForAll("finiteFloats") List<Float> values) {
    List<Double> doubles = values.stream().map(Float::doubleValue).toList();
    assertThat((float) sum(doubles).round(FloatingPointType.FLOAT))
        .isEqualTo(exact(doubles).floatValue());
  }

  @Property
  void whatLeavesHasNeverBeenThere(
      @ForAll("any") List<Double> staying, @ForAll("any") List<Double> leaving) {
    ExactSumAccumulator sum = sum(leaving);
    staying.forEach(sum::add);
    leaving.forEach(sum::subtract);
    assertThat(BinaryRoundTripFixture.of(sum::write))
        .isEqualTo(BinaryRoundTripFixture.of(sum(staying)::write));
  }

  @Property
  void nearTiesRoundRight(@ForAll("finite") List<Double> values) {
    List<Double> nearTies = new ArrayList<>();
    for (double value : values) {
      nearTies.add(value);
      nearTies.add(Math.ulp(value) / 2);
      nearTies.add(Double.MIN_VALUE);
    }
    List<Double> finite = nearTies.stream().filter(Double::isFinite).toList();
    assertThat(sum(finite).round(FloatingPointType.DOUBLE)).isEqualTo(exact(finite).doubleValue());
  }

  @Test
  void tiesGoToTheEvenNeighbour() {
    double ulp = Math.ulp(1.0);
    assertThat(sum(List.of(1.0, ulp / 2)).round(FloatingPointType.DOUBLE)).isEqualTo(1.0);
    assertThat(sum(List.of(1.0 + ulp, ulp / 2)).round(FloatingPointType.DOUBLE))
        .isEqualTo(1.0 + 2 * ulp);
    assertThat(sum(List.of(1.0, ulp / 2, Double.MIN_VALUE)).round(FloatingPointType.DOUBLE))
        .isEqualTo(1.0 + ulp);
    assertThat(sum(List.of(-1.0, -ulp / 2)).round(FloatingPointType.DOUBLE)).isEqualTo(-1.0);
  }

  @Test
  void hugeValuesCancelAndOverflowOnlyInTheResult() {
    double max = Double.MAX_VALUE;
    assertThat(sum(List.of(max, max)).round(FloatingPointType.DOUBLE))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum(List.of(-max, -max)).round(FloatingPointType.DOUBLE))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sum(List.of(max, max, -max, 1.0, -max)).round(FloatingPointType.DOUBLE))
        .isEqualTo(1.0);
    assertThat(sum(List.of(max, Math.ulp(max) / 2)).round(FloatingPointType.DOUBLE))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(
            sum(List.of(max, Math.ulp(max) / 2, -Double.MIN_VALUE)).round(FloatingPointType.DOUBLE))
        .isEqualTo(max);
  }

  @Test
  void nonFiniteValuesRuleWhileTheyAreIn() {
    ExactSumAccumulator sum = sum(List.of(1.5, Double.POSITIVE_INFINITY));
    assertThat(sum.round(FloatingPointType.DOUBLE)).isEqualTo(Double.POSITIVE_INFINITY);
    sum.add(Double.NEGATIVE_INFINITY);
    assertThat(sum.round(FloatingPointType.DOUBLE)).isNaN();
    sum.subtract(Double.POSITIVE_INFINITY);
    assertThat((float) sum.round(FloatingPointType.FLOAT)).isEqualTo(Float.NEGATIVE_INFINITY);
    sum.add(Double.NaN);
    sum.subtract(Double.NEGATIVE_INFINITY);
    assertThat(sum.round(FloatingPointType.DOUBLE)).isNaN();
    sum.subtract(Double.NaN);
    assertThat(sum.round(FloatingPointType.DOUBLE)).isEqualTo(1.5);
  }

  @Test
  void negativeZerosSumToZero() {
    assertThat(sum(List.of(-0.0, -0.0)).round(FloatingPointType.DOUBLE)).isEqualTo(0.0);
    assertThat(sum(List.of()).round(FloatingPointType.DOUBLE)).isEqualTo(0.0);
  }

  @Test
  void sumOfMoneyIsSmall() {
    ExactSumAccumulator sum = new ExactSumAccumulator();
    for (int i = 0; i < 10_000; i++) {
      sum.add(i * 0.01);
    }
    assertThat(BinaryRoundTripFixture.of(sum::write)).hasSizeLessThan(24);
  }

  @Provide
  Arbitrary<List<Double>> finite() {
    return SampleArbitraries.doubles().filter(Double::isFinite).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Float>> finiteFloats() {
    return SampleArbitraries.floats().filter(Float::isFinite).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Double>> any() {
    return SampleArbitraries.doubles().list().ofMaxSize(12);
  }

  private static ExactSumAccumulator sum(List<Double> values) {
    ExactSumAccumulator sum = new ExactSumAccumulator();
    values.forEach(sum::add);
    return sum;
  }

  private static BigDecimal exact(List<Double> values) {
    return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
