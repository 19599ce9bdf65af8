package io.tidemark.feature.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Property
  void stringsOrderAsTheirUtf8BytesDo(
      @ForAll("wellFormed") String a, @ForAll("wellFormed") String b) {
    int bytes =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(Values.compare(a, b))).isEqualTo(Integer.signum(bytes));
  }

  @Test
  void utf16OrderIsNotOurs() {
    String fullwidthTilde = "\uFF5E";
    String emoji = "\uD83D\uDE00";
    assertThat(fullwidthTilde).isGreaterThan(emoji);
    assertThat(Values.compare(fullwidthTilde, emoji)).isNegative();
  }

  @Test
  void bytesOrderUnsigned() {
    assertThat(Values.compare(new byte[] {(byte) 0xFF}, new byte[] {1, 2})).isPositive();
  }

  @Property
  void allValuesRoundTrip(@ForAll("values") Object value) {
    Object read = Bytes.read(Bytes.of(out -> Values.write(out, value)), Values::read);
    assertThat(read).isEqualTo(value);
  }

  @Property
  void anyStringRoundTripsEvenWhereUtf8CannotHoldIt(@ForAll String string) {
    assertThat(Bytes.read(Bytes.of(out -> Values.write(out, string)), Values::read))
        .isEqualTo(string);
  }

  @Test
  void unpairedSurrogatesRoundTrip() {
    for (String string : new String[] {"\uD83D", "\uDE00", "a\uDE00\uD83D", "\uD83D\uD83D\uDE00"}) {
      assertThat(Bytes.read(Bytes.of(out -> Binary.writeString(out, string)), Binary::readString))
          .isEqualTo(string);
    }
  }

  @Property
  void numbersRoundTrip(@ForAll long number) {
    assertThat(Bytes.read(Bytes.of(out -> Binary.writeSigned(out, number)), Binary::readSigned))
        .isEqualTo(number);
    assertThat(Bytes.read(Bytes.of(out -> Binary.writeUnsigned(out, number)), Binary::readUnsigned))
        .isEqualTo(number);
  }

  @Test
  void damageIsNamed() {
    assertThatThrownBy(() -> Bytes.read(new byte[] {99}, Values::read))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("Unknown kind of value 99");
    assertThatThrownBy(() -> Bytes.of(out -> Values.write(out, new StringBuilder())))
        .hasMessageContaining("StringBuilder");
  }

  @Provide
  Arbitrary<String> wellFormed() {
    Arbitrary<Integer> codePoints =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0xD7FF),
            Arbitraries.integers().between(0xE000, 0x10FFFF),
            Arbitraries.of((int) 'a', 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF));
    return codePoints
        .list()
        .ofMaxSize(4)
        .map(list -> list.stream().map(Character::toString).reduce("", String::concat));
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> typed = Arbitraries.of(Samples.TYPES).flatMap(Samples::values);
    Arbitrary<Object> others =
        Arbitraries.of(
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            new BigDecimal(BigInteger.TEN.pow(60), -3),
            new Dated(-5, "id", 1, "value"));
    return Arbitraries.oneOf(typed, others).injectNull(0.05);
  }
}
