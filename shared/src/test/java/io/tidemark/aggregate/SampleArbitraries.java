package io.tidemark.aggregate;

import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries of values and events, with many ties and the awkward values often. */
public final class SampleArbitraries {

  static final ValueType DECIMAL = ValueType.decimal(38, 2);

  /** A type of each kind that aggregates take. */
  public static final List<ValueType> TYPES =
      List.of(
          ValueType.BOOLEAN,
          ValueType.INT,
          ValueType.BIGINT,
          ValueType.FLOAT,
          ValueType.DOUBLE,
          DECIMAL,
          ValueType.decimal(9, 4),
          ValueType.STRING,
          ValueType.BYTES,
          ValueType.DATE,
          ValueType.timestamp(6),
          ValueType.timestampLtz(3));

  private SampleArbitraries() {}

  /** Different events with values of that type, null of none. */
  static Arbitrary<List<Sample>> of(ValueType type) {
    Arbitrary<Object> values =
        type == null ? Arbitraries.just(null) : Arbitraries.oneOf(values(type), ties(type));
    return Combinators.combine(events(), values)
        .as(Sample::new)
        .list()
        .uniqueElements(s -> place(s.event()))
        .ofMaxSize(10);
  }

  /** Few values, the extreme ones of whole numbers among them. */
  private static Arbitrary<Object> ties(ValueType type) {
    return switch (type.kind()) {
      case INT, DATE -> Arbitraries.of(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ ->
          Arbitraries.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);
      default -> few(type);
    };
  }

  /** Few values, none of them large. */
  public static Arbitrary<Object> few(ValueType type) {
    return switch (type.kind()) {
      case INT, DATE -> Arbitraries.of(0, 1, -1, 7);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> Arbitraries.of(0L, 1L, -1L, 7L);
      case DOUBLE -> Arbitraries.of(0.0, -0.0, 1.5, 0.1, -7.25, 1e6, Double.NaN);
      case FLOAT -> Arbitraries.of(0f, -0f, 1.5f, 0.1f, -7.25f, 1e6f, Float.NaN);
      case DECIMAL ->
          Arbitraries.of("0", "1", "-1", "0.01", "99.5")
              .map(s -> new BigDecimal(s).setScale(type.scale()));
      default -> values(type);
    };
  }

  /** Any value of the type. */
  public static Arbitrary<Object> values(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Arbitraries.of(true, false).map(v -> (Object) v);
      case INT, DATE -> Arbitraries.integers().map(v -> (Object) v);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> Arbitraries.longs().map(v -> (Object) v);
      case FLOAT -> floats().map(v -> (Object) v);
      case DOUBLE -> doubles().map(v -> (Object) v);
      case DECIMAL -> decimals(type).map(v -> (Object) v);
      case STRING -> strings().map(v -> (Object) v);
      case BYTES -> Arbitraries.bytes().array(byte[].class).ofMaxSize(3).map(v -> (Object) v);
      case ARRAY, MAP -> Arbitraries.of(List.of(), List.of(1)).map(v -> (Object) v);
    };
  }

  public static Arbitrary<Double> doubles() {
    Arbitrary<Double> bits = Arbitraries.longs().map(Double::longBitsToDouble);
    return Arbitraries.oneOf(
        bits.map(value -> Double.isNaN(value) ? Double.NaN : value),
        Arbitraries.doubles(),
        Arbitraries.of(
            0.0,
            -0.0,
            0.1,
            1e16,
            -1e16,
            1.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY));
  }

  public static Arbitrary<Float> floats() {
    Arbitrary<Float> bits = Arbitraries.integers().map(Float::intBitsToFloat);
    return Arbitraries.oneOf(
        bits.map(value -> Float.isNaN(value) ? Float.NaN : value),
        Arbitraries.of(
            0.0f,
            -0.0f,
            0.1f,
            1e8f,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY));
  }

  static Arbitrary<BigDecimal> decimals(ValueType type) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    return Arbitraries.bigIntegers()
        .between(limit.negate().add(BigInteger.ONE), limit.subtract(BigInteger.ONE))
        .map(unscaled -> new BigDecimal(unscaled, type.scale()));
  }

  /** With code points beyond U+FFFF, below which UTF-16 puts U+E000 to U+FFFF. */
  public static Arbitrary<String> strings() {
    return Arbitraries.of(
        "", "a", "b", "ab", "é", "\uE000", "\uFF5E", "\uD83D\uDE00", "\uD800\uDC00");
  }

  static Arbitrary<Event> events() {
    Arbitrary<Long> times =
        Arbitraries.oneOf(
            Arbitraries.longs().between(-3, 3), Arbitraries.longs().between(-(1L << 45), 1L << 45));
    return Combinators.combine(times, strings(), Arbitraries.integers().between(0, 1))
        .as((time, id, stream) -> new TimedValue(time, utf8(id), stream, null));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String place(Event event) {
    return event.time() + new String(event.id(), StandardCharsets.UTF_8) + event.stream();
  }
}
