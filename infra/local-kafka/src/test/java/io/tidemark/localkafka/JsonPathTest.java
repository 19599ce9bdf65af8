package io.tidemark.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

  private static final String EVENT =
      """
      {"skipped":{"login":[{"login":"no"}]},"id":42,"price":1.50,"public":true,
       "actor":{"login":"octocat","org":null,"tags":[1]}}
      """;

  @ParameterizedTest
  @CsvSource({"actor.login,octocat", "id,42", "price,1.50", "public,true"})
  void readsScalarsAsTheyAreWritten(String path, String value) {
    assertThat(read(path, EVENT)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "actor", "actor.org", "actor.tags", "id.login", "actor.login.x"})
  void findsNothingElsewhere(String path) {
    assertThat(read(path, EVENT)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"id\"", "{\"x\":1,", "{\"id\"", "not json"})
  void findsNothingInOtherMessages(String message) {
    assertThat(read("id", message)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "actor.", ".login", "a..b"})
  void refusesAPathWithoutNames(String path) {
    assertThatThrownBy(() -> JsonPath.of(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesANameWithADotAsAField() {
    JsonPath path = new JsonPath(List.of("a.b"));
    assertThat(path.read("{\"a.b\":1}".getBytes(StandardCharsets.UTF_8))).contains("1");
  }

  private static String read(String path, String message) {
    return JsonPath.of(path).read(message.getBytes(StandardCharsets.UTF_8)).orElse(null);
  }
}
