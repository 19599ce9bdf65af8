package io.tidemark.definition.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Problem;
import io.tidemark.definition.TestFunctions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a feature can be wrong; most need Flink's planner, which is started anew. */
class FeatureProblemsTest {

  private static void assertOne(List<String> problems, String what) {
    assertThat(problems).singleElement().asString().startsWith("20:").contains(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "agg: count(*), window: soon | window \"soon\" cannot be read",
        "agg: count(*), window: 5 | window \"5\" cannot be read",
        "agg: count(*), window: 1.5 h | window \"1.5 h\" cannot be read",
        "agg: count(*), window: 1 month | window \"1 month\" cannot be read",
        "agg: count(*), window: 0 s | is empty",
        "agg: count(*), window: 1 h step | cannot be read",
        "agg: count(*), window: 1 h step 0 s | has a step of 0",
        "agg: count(*), window: 1 h step 25 min | a step that does not divide its length",
        "agg: count(*), window: 1 h step 2 h | a step that does not divide its length",
        "agg: count(*), windov: 1 h | unknown key windov in feature f; did you mean window?",
        "agg: count | is no call of an aggregate",
        "agg: sum(price) + sum(price) | is no call of an aggregate",
        "agg: medain(price) | is no aggregate",
        "agg: summ(price) | is no aggregate; did you mean sum?",
        "agg: sum(*) | takes an expression, not *",
        "agg: top_k(kind) | is not of the form top_k(x, k)",
        "agg: top_k() | is not of the form top_k(x, k)",
        "agg: \"last(kind, 3)\" | takes exactly one argument",
        "agg: sum() | takes exactly one argument",
        "agg: count(distinct kind) | write count_distinct(x)",
        "doc: Nothing | has neither agg nor sql",
        "agg: count(*), sql: 1 + 1 | has both agg and sql",
        "sql: customer_id, where: kind = 'a' | has where beside sql",
        "agg: count(*), of: activities | of activities is no stream of the set; did you mean activity?",
        "agg: sum(kind) | has an argument of type STRING",
        "agg: max(note2) | reads note2, which stream activity does not have; did you mean note?",
        "agg: count(*), where: kind | where \"kind\" is STRING",
        "sql: f | cyclic sql: f -> f",
        "sql: kind | reads kind, which feature set customer does not have"
      })
  void aBrokenFeatureIsOneProblem(String feature, String what) {
    assertOne(PipelineFileFixture.problemsOfColumns("f: { " + feature + " }"), what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "top_k(kind, 0) | has 0 as its k | k is a whole number from 1 to 1000 | top_k(x, 3)",
        "top_k(kind, 1001) | has 1001 as its k | k is a whole number from 1 to 1000 | top_k(x, 3)",
        "last_n(kind, 1.5) | has 1.5 as its n | n is a whole number from 1 to 1000 | last_n(x, 3)",
        "last_n(kind, n) | has n as its n | n is a whole number from 1 to 1000 | last_n(x, 3)",
        "quantile(price, 95) | has 95 as its q | q is a number from 0 to 1 | quantile(x, 0.5)",
        "quantile(price, '') | has '' as its q | q is a number from 0 to 1 | quantile(x, 0.5)"
      })
  void aParameterIsANumberInItsRange(String agg, String what, String rule, String example) {
    List<Problem> problems =
        PipelineFileFixture.problemsIn(
            () ->
                PipelineFileFixture.pipeline(
                    PipelineFileFixture.SET + "      f: { agg: \"" + agg + "\" }\n"));
    assertThat(problems).singleElement().extracting(Problem::what).asString().endsWith(what);
    assertThat(problems).extracting(Problem::rule).containsExactly(rule);
    assertThat(problems).extracting(Problem::example).containsExactly("agg: " + example);
  }

  @Test
  void anAggregateWithoutAWindowIsToldSo() {
    assertThat(PipelineFileFixture.problemsOfColumns("f: { agg: all_time(quantity) }")).isEmpty();
    List<Problem> problems =
        PipelineFileFixture.problemsIn(
            () ->
                PipelineFileFixture.pipeline(
                    PipelineFileFixture.SET
                        + "      f: { agg: all_time(quantity), window: 1 h }\n"));
    assertThat(problems)
        .singleElement()
        .extracting(Problem::rule)
        .asString()
        .contains("all_time lets no event go, so it has no window");
  }

  @Test
  void aValueThatNoTableKeepsIsRefused() {
    assertOne(
        PipelineFileFixture.problemsOfColumns("f: { agg: \"last_n(occurred_at, 3)\" }"),
        "has an argument of type TIMESTAMP_LTZ(3)");
  }

  @Test
  void severalArgumentsAreTooMany() {
    assertOne(
        PipelineFileFixture.problemsOfColumns("f: { agg: \"sum(price, quantity)\" }"),
        "exactly one");
  }

  @Test
  void aValueWithACommaIsCutInTwoWithoutQuotes() {
    List<Problem> problems =
        PipelineFileFixture.problemsIn(
            () ->
                PipelineFileFixture.pipeline(
                    PipelineFileFixture.SET + "      f: { agg: coalesce(price, 1) }\n"));
    assertThat(problems).extracting(Problem::rule).anyMatch(r -> r.contains("stands in quotes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPPER(quantity) | Cannot apply 'UPPER' to arguments of type 'UPPER(<INT>)'",
        "UPER(kind) | calls UPER, which is no function of these arguments; did you mean UPPER?",
        "prise * 2 | reads prise, which stream activity does not have; did you mean price?",
        "price * | cannot be read at *",
        "price AS x | cannot be read at AS",
        "price & 1 | cannot be read at &",
        "quantity + | cannot be read at +",
        "quantity) + (1 | is no call of an aggregate",
        "CAST(quantity AS SMALLINT) | has the type SMALLINT, which is not kept by Iceberg: use INT",
        "CAST(event_time AS TIMESTAMP(9)) | finer than microseconds",
        "NULL | has the type NULL",
        "SUM(quantity) | uses the aggregate or window function SUM",
        "LAST_VALUE(quantity) | uses the aggregate or window function LAST_VALUE",
        "SUM(quantity) OVER () | has an OVER window",
        "(SELECT 1) | has a subquery",
        "quantity -- twice | has a comment"
      })
  void anArgumentIsAScalarExpression(String sql, String what) {
    assertOne(PipelineFileFixture.problemsOfColumns("f: { agg: max(" + sql + ") }"), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RAND() > 0.5",
        "RAND_INTEGER(3) = 1",
        "UUID() = kind",
        "event_time < NOW()",
        "event_time < CURRENT_TIMESTAMP",
        "CURRENT_TIMESTAMP > event_time",
        "occurred_at > LOCALTIMESTAMP",
        "CAST(event_time AS DATE) = CURRENT_DATE",
        "CURRENT_TIME > LOCALTIME",
        "event_time < CURRENT_ROW_TIMESTAMP()",
        "UNIX_TIMESTAMP() > 1",
        "event_time < PROCTIME()",
        "event_time < SOURCE_WATERMARK()",
        "CURRENT_DATABASE() = kind"
      })
  void theClockAndRandomnessAreRefused(String condition) {
    assertOne(
        PipelineFileFixture.problemsOfColumns("f: { agg: count(*), where: \"" + condition + "\" }"),
        "which is not a function of the event alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CURRENT_TIMESTAMP", "current_date", "`now`()"})
  void aDerivedFeatureReadsNoClockEither(String sql) {
    assertOne(
        PipelineFileFixture.problemsOfColumns("f: { sql: \"" + sql + "\" }"),
        "not a function of the event");
  }

  @Test
  void theInsideOfThePlannerIsNotShown() {
    assertOne(
        PipelineFileFixture.problemsOfColumns("f: { agg: \"max(?)\" }"),
        "expression \"?\" is not right: Flink's planner cannot read it");
  }

  @Test
  void theWatermarkIsRefused() {
    String condition = "event_time > CURRENT_WATERMARK(event_time)";
    assertOne(
        PipelineFileFixture.problemsOfColumns("f: { agg: count(*), where: \"" + condition + "\" }"),
        "CURRENT_WATERMARK");
  }

  @Test
  void columnsMayHaveTheNamesOfFunctions() {
    String yaml = PipelineFileFixture.SET.replace("note: STRING", "rand: INT\n      uuid: STRING");
    assertThat(
            PipelineFileFixture.problems(
                yaml + "      f: { agg: max(rand + 1), where: \"uuid = 'now()'\" }\n"))
        .isEmpty();
  }

  @Test
  void aggregatesHaveNoPlaceInDerivedFeatures() {
    assertOne(
        PipelineFileFixture.problemsOfColumns("f: { sql: \"STDDEV_POP(customer_id)\" }"),
        "uses the aggregate or window function");
  }

  @Test
  void userFunctionsAreCalled() {
    String functions = "functions: { twice: io.tidemark.definition.TestFunctions$Twice }\n";
    String set = PipelineFileFixture.SET + "      f: { sql: twice(customer_id) }\n";
    assertThat(PipelineFileFixture.pipeline(set + functions).functions())
        .containsEntry("twice", TestFunctions.Twice.class.getName());
    assertThat(
            PipelineFileFixture.problems(
                set.replace("twice(customer_id)", "twice(event_time)") + functions))
        .singleElement()
        .asString()
        .contains("twice(TIMESTAMP_LTZ(3) NOT NULL): Invalid argument type");
  }

  @ParameterizedTest
  @CsvSource({
    "event_time, has a reserved name",
    "event_id, has a reserved name",
    "event_stream, has a reserved name",
    "customer_id, has the name of an entity column",
    "Views, cannot be the name of a feature"
  })
  void featuresHaveNamesOfTheirOwn(String name, String what) {
    assertOne(PipelineFileFixture.problemsOfColumns(name + ": { agg: count(*) }"), what);
  }

  @Test
  void aCycleIsNamedWhereItBegins() {
    assertOne(
        PipelineFileFixture.problemsOfColumns(
            "a: { sql: b + 1 }",
            "b: { sql: \"c * 2\" }",
            "c: { sql: \"a - n\" }",
            "n: { agg: count(*) }"),
        "cyclic sql: a -> b -> c -> a");
  }

  @Test
  void withSeveralStreamsAnArgumentOrAConditionNamesItsOwn() {
    String second =
        "  clicks:\n    topic: clicks\n    columns: { id: INT NOT NULL, at: BIGINT NOT NULL,"
            + " customer_id: BIGINT NOT NULL }\n    id: id\n    time: at\n";
    String yaml =
        PipelineFileFixture.SET
                .replace("features:", second + "features:")
                .replace("[activity]", "[activity, clicks]")
            + """
                  a: { agg: count(*) }
                  b: { agg: count(kind) }
                  c: { agg: count(*), where: "kind = 'x'" }
            """
                .indent(0);
    assertThat(PipelineFileFixture.problems(yaml))
        .containsExactly(
            "26:7 feature b does not say which stream it reads",
            "27:7 feature c does not say which stream it reads");
  }

  @Test
  void whatReadsSomethingBrokenIsNotReportedAgain() {
    assertOne(
        PipelineFileFixture.problemsOfColumns(
            "a: { agg: sum(nothing) }", "b: { sql: a + 1 }", "c: { sql: \"b * a\" }"),
        "reads nothing");
  }

  @Test
  void theRuleOfAnUnknownColumnListsTheKnownOnes() {
    assertThat(
            PipelineFileFixture.problemsIn(
                () ->
                    PipelineFileFixture.pipeline(
                        PipelineFileFixture.SET + "      f: { agg: max(x + 1) }\n")))
        .extracting(Problem::rule)
        .containsExactly(
            "columns of stream activity: event_id, occurred_at, customer_id, kind, price, quantity,"
                + " note, event_time");
  }
}
