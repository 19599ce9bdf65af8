package io.tidemark.lake.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Comparator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The bytes' order against Iceberg's own comparators of values. */
class SortKeyEncoderTest {

  private static String bytes(SortDirection direction, NullOrder nulls, Object... values) {
    SortKeyEncoder bytes = new SortKeyEncoder();
    for (Object value : values) {
      bytes.add(value, direction, nulls);
    }
    return bytes.text();
  }

  private static <T> void check(Type.PrimitiveType type, T one, T other) {
    Comparator<T> comparator = Comparators.forType(type);
    int expected = Integer.signum(comparator.compare(one, other));
    int ascending =
        bytes(SortDirection.ASC, NullOrder.NULLS_FIRST, one)
            .compareTo(bytes(SortDirection.ASC, NullOrder.NULLS_FIRST, other));
    int descending =
        bytes(SortDirection.DESC, NullOrder.NULLS_FIRST, one)
            .compareTo(bytes(SortDirection.DESC, NullOrder.NULLS_FIRST, other));
    assertThat(Integer.signum(ascending)).isEqualTo(expected);
    assertThat(Integer.signum(descending)).isEqualTo(-expected);
  }

  @Property
  void integers(@ForAll int one, @ForAll int other) {
    check(Types.IntegerType.get(), one, other);
  }

  @Property
  void longs(@ForAll long one, @ForAll long other) {
    check(Types.LongType.get(), one, other);
  }

  @Property
  void doubles(@ForAll double one, @ForAll double other) {
    check(Types.DoubleType.get(), one, other);
  }

  @Property
  void texts(@ForAll String one, @ForAll String other) {
    check(Types.StringType.get(), wellFormed(one), wellFormed(other));
  }

  @Property
  void textsOfWhichOneBeginsLikeTheOther(@ForAll String one, @ForAll char next) {
    String text = wellFormed(one);
    check(Types.StringType.get(), text, wellFormed(text + next));
  }

  /** A column's text is UTF-8, which half a surrogate pair is not. */
  private static String wellFormed(String text) {
    return text.codePoints()
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Property
  void binaries(@ForAll byte[] one, @ForAll byte[] other) {
    check(Types.BinaryType.get(), ByteBuffer.wrap(one), ByteBuffer.wrap(other));
  }

  @Property
  void decimals(@ForAll BigInteger one, @ForAll BigInteger other) {
    check(Types.DecimalType.of(38, 4), decimal(one), decimal(other));
  }

  private static BigDecimal decimal(BigInteger number) {
    return new BigDecimal(number.mod(BigInteger.TEN.pow(38)), 4)
        .multiply(BigDecimal.valueOf(number.testBit(0) ? 1 : -1));
  }

  @Property
  void aSecondColumnCountsOnlyWhereTheFirstIsTheSame(
      @ForAll String one, @ForAll String other, @ForAll long oneLong, @ForAll long otherLong) {
    Comparator<CharSequence> texts = Comparators.forType(Types.StringType.get());
    String left = wellFormed(one);
    String right = wellFormed(other);
    int expected = texts.compare(left, right);
    expected = expected == 0 ? Long.compare(oneLong, otherLong) : expected;
    int found =
        bytes(SortDirection.ASC, NullOrder.NULLS_FIRST, left, oneLong)
            .compareTo(bytes(SortDirection.ASC, NullOrder.NULLS_FIRST, right, otherLong));
    assertThat(Integer.signum(found)).isEqualTo(Integer.signum(expected));
  }

  @Property
  void nullsStandWhereTheOrderWantsThem(@ForAll long value) {
    for (SortDirection direction : SortDirection.values()) {
      assertThat(bytes(direction, NullOrder.NULLS_FIRST, (Object) null))
          .isLessThan(bytes(direction, NullOrder.NULLS_FIRST, value));
      assertThat(bytes(direction, NullOrder.NULLS_LAST, (Object) null))
          .isGreaterThan(bytes(direction, NullOrder.NULLS_LAST, value));
    }
  }
}
