package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are found where SQL would find them. */
class SqlTokenizerTest {

  private static final List<String> NAMES = List.of("a", "b", "hour", "upper");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a + b | a b",
        "b / NULLIF(a, b) | b a",
        "'a' || `b` | b",
        "'it''s a' | ",
        "A + row.b | ",
        "a.b | a",
        "upper(a) | a",
        "upper (a) + upper | a upper",
        "EXTRACT(hour FROM b) | b",
        "`hour` + a /* b */ | hour a",
        "a -- b | a"
      })
  void references(String sql, String expected) {
    assertThat(String.join(" ", SqlTokenizer.references(sql, NAMES)))
        .isEqualTo(expected == null ? "" : expected);
  }
}
