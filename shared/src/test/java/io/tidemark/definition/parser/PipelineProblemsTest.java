package io.tidemark.definition.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.definition.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which streams, sets and the file itself can be wrong: where, and what is said. */
class PipelineProblemsTest {

  private static void assertOne(List<String> problems, String place, String what) {
    assertThat(problems).singleElement().asString().startsWith(place).contains(what);
  }

  /**
   * Replacements in the good stream: what stands there, what stands there instead, and what is said
   * of it.
   */
  static Stream<Arguments> brokenStreams() {
    return Stream.of(
        arguments(
            "topic: shop.activity",
            "topik: shop.activity\n    topic: t",
            "4:5",
            "unknown key topik in stream activity; did you mean topic?"),
        arguments("topic: shop.activity", "doc: Clicks", "3:3", "stream activity has no topic"),
        arguments(
            "topic: shop.activity", "topic:", "4:11", "topic of stream activity has no value"),
        arguments("topic: shop.activity", "topic: [a]", "4:12", "is a list"),
        arguments("topic: shop.activity", "topic: shop/activity", "4:12", "name of a topic"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    format: xml",
            "5:13",
            "format of stream activity is xml"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    format: avro",
            "3:3",
            "stream activity has no schema"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    schema: '{}'",
            "5:13",
            "stream activity has a schema"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    format: avro\n    schema: '{\"type\": \"record\"}'",
            "6:13",
            "schema of stream activity is none"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    format: avro\n    schema: '\"int\"'",
            "6:13",
            "schema of stream activity is of int"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    partition: weeks",
            "5:16",
            "partition of stream activity is weeks"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    out_of_orderness: soon",
            "5:23",
            "out_of_orderness of stream activity is soon"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    idle_after: 0 s",
            "5:17",
            "idle_after of stream activity is 0 s"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    max_ahead: 999999999999 d",
            "5:16",
            "max_ahead of stream activity is"),
        arguments(
            "topic: shop.activity",
            "topic: t\n    max_behind: for ever",
            "5:17",
            "max_behind of stream activity is for ever"),
        arguments(
            "kind: STRING",
            "kind: STRNG",
            "9:13",
            "type STRNG of column kind is no type; did you mean STRING?"),
        arguments("kind: STRING", "kind: VARCHAR(10)", "9:13", "use STRING"),
        arguments("kind: STRING", "kind: CHAR(3)", "9:13", "use STRING"),
        arguments("kind: STRING", "kind: BINARY(3)", "9:13", "use BYTES"),
        arguments("kind: STRING", "kind: SMALLINT", "9:13", "use INT"),
        arguments("kind: STRING", "kind: TINYINT", "9:13", "use INT"),
        arguments("kind: STRING", "kind: TIME(0)", "9:13", "not kept by JSON"),
        arguments("kind: STRING", "kind: TIMESTAMP(9)", "9:13", "finer than microseconds"),
        arguments("kind: STRING", "kind: TIMESTAMP(3) WITH TIME ZONE", "9:13", "use TIMESTAMP_LTZ"),
        arguments("kind: STRING", "kind: INTERVAL DAY", "9:13", "neither by JSON nor by Iceberg"),
        arguments("kind: STRING", "kind: MULTISET<INT>", "9:13", "neither by JSON nor by Iceberg"),
        arguments("kind: STRING", "kind: MAP<INT, INT>", "9:13", "the keys of a MAP are STRING"),
        arguments("kind: STRING", "kind: ARRAY<DATE", "9:13", "is no type"),
        arguments(
            "kind: STRING",
            "kind: ARRAY<ROW<at TIMESTAMP(3)>>",
            "9:13",
            "a timestamp inside an ARRAY or MAP"),
        arguments("kind: STRING", "kind: { path: a.b }", "9:7", "column kind has no type"),
        arguments("kind: STRING", "kind: { type: INT, path: a..b }", "9:32", "an empty part"),
        arguments("kind: STRING", "Kind: STRING", "9:7", "\"Kind\" cannot be the name of a column"),
        arguments("kind: STRING", "_kind: STRING", "9:7", "\"_kind\" cannot be the name"),
        arguments(
            "kind: STRING",
            "event_time: TIMESTAMP_LTZ(3)",
            "9:7",
            "column event_time is not the time of its stream"),
        arguments(
            "kind: STRING", "quantity: INT", "11:7", "duplicate quantity: it already stands at "),
        arguments(
            "kind: STRING",
            "kind: { type: STRING, path: note.kind }",
            "12:7",
            "columns kind and note contradict each other: paths note.kind and note"),
        arguments(
            "kind: STRING",
            "kind: { type: STRING, path: note }",
            "12:7",
            "columns kind and note read the same field note"),
        arguments(
            "id: event_id",
            "id: event",
            "13:9",
            "id names no column: event; did you mean event_id?"),
        arguments("id: event_id", "id: kind", "13:9", "id kind is STRING"),
        arguments(
            "id: event_id",
            "id: occurred_at",
            "13:9",
            "id occurred_at is TIMESTAMP_LTZ(3) NOT NULL"),
        arguments("time: occurred_at", "time: kind", "14:11", "time kind is STRING"),
        arguments("time: occurred_at", "doc: none", "3:3", "stream activity has no time"),
        arguments("  activity:", "  Activity:", "3:3", "cannot be the name of a stream"),
        arguments("  activity:", "  rejects:", "3:3", "stream rejects has a reserved name"),
        arguments(
            "pipeline: shop", "pipeline: My Shop", "1:11", "cannot be the name of a pipeline"),
        arguments("pipeline: shop", "pipeline: shop\nversion: 1", "2:1", "unknown key version"));
  }

  @ParameterizedTest
  @MethodSource("brokenStreams")
  void aBrokenStreamIsOneProblem(String good, String bad, String place, String what) {
    assertThat(PipelineFileFixture.SHOP).contains(good);
    assertOne(
        PipelineFileFixture.problems(PipelineFileFixture.SHOP.replaceFirst(good, bad)),
        place,
        what);
  }

  /** Texts under a set, from line 16 on. */
  static Stream<Arguments> brokenSets() {
    return Stream.of(
        arguments(
            "entity: [nobody]\nfrom: [activity]", "17:14", "stream activity has no column nobody"),
        arguments(
            "entity: [kind]\nfrom: [activity]",
            "17:14",
            "entity column kind of stream activity is STRING"),
        arguments("entity: [price]\nfrom: [activity]", "17:14", "is DECIMAL(10, 2)"),
        arguments("entity: []\nfrom: [activity]", "17:13", "no entity column"),
        arguments("entity: customer_id\nfrom: [activity]", "17:13", "is a single value"),
        arguments(
            "entity: [customer_id, customer_id]\nfrom: [activity]",
            "17:27",
            "duplicate entity column customer_id"),
        arguments("entity: [event_id]\nfrom: [activity]", "17:14", "has a reserved name"),
        arguments(
            "entity: [customer_id]\nfrom: [activities]",
            "18:12",
            "there is no stream activities; did you mean activity?"),
        arguments(
            "entity: [customer_id]\nfrom: [activity, activity]",
            "18:22",
            "duplicate stream activity"),
        arguments("entity: [customer_id]\nfrom: []", "18:5", "reads no stream"),
        arguments("entity: [customer_id]", "16:3", "feature set s has no from"),
        arguments(
            "entity: [customer_id]\nfrom: [{ stream: activity, entity: { customer: kind } }]",
            "18:42",
            "customer is no entity column; did you mean customer_id?"),
        arguments(
            "entity: [customer_id]\nfrom: [{ stream: activity, entity: { customer_id: kind } }]",
            "18:55",
            "entity column kind of stream activity is STRING"),
        arguments(
            "entity: [customer_id]\nfrom: [activity]\ntopic: shop.activity",
            "16:3",
            "writes to the topic of stream activity"),
        arguments(
            "entity: [customer_id]\nfrom: [activity]\nremember: forever",
            "19:15",
            "remember of feature set s is forever"));
  }

  @ParameterizedTest
  @MethodSource("brokenSets")
  void aBrokenSetIsOneProblem(String settings, String place, String what) {
    String set = "features:\n  s:\n" + (settings + "\ncolumns: {}").indent(4);
    assertOne(PipelineFileFixture.problems(PipelineFileFixture.SHOP + set), place, what);
  }

  @Test
  void entityTypesAreTheSameInEveryStream() {
    String second =
        PipelineFileFixture.SHOP
            .lines()
            .skip(2)
            .map(l -> l + "\n")
            .reduce("", String::concat)
            .replace("activity", "clicks")
            .replace("customer_id: BIGINT", "customer_id: STRING");
    String set =
        "features:\n  s:\n    entity: [customer_id]\n    from: [activity, clicks]\n    columns: {}\n";
    assertOne(
        PipelineFileFixture.problems(PipelineFileFixture.SHOP + second + set),
        "29:14",
        "column customer_id of stream clicks is STRING NOT NULL, but BIGINT NOT NULL");
  }

  @ParameterizedTest
  @CsvSource({
    "late_events, feature set late_events has a reserved name",
    "activity, feature set activity has the name of the stream at"
  })
  void tablesHaveNamesOfTheirOwn(String name, String what) {
    String set =
        "features:\n  "
            + name
            + ":\n    entity: [customer_id]\n    from: [activity]\n    topic: other\n    columns: {}\n";
    assertOne(PipelineFileFixture.problems(PipelineFileFixture.SHOP + set), "16:3", what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Missing | 16:16 | there is no class com.acme.Missing",
        "java.lang.String | 16:16 | is no scalar function",
        "io.tidemark.definition.TestFunctions$Hidden | 16:16 | is no scalar function",
        "io.tidemark.definition.TestFunctions$Dice | 16:16 | is not deterministic",
        "[a] | 16:16 | is a list"
      })
  void aFunctionIsAScalarFunctionOfFlink(String type, String place, String what) {
    assertOne(
        PipelineFileFixture.problems(
            PipelineFileFixture.SHOP + "functions:\n  my_function: " + type + "\n"),
        place,
        what);
  }

  @Test
  void aFunctionDoesNotHideOneOfFlinks() {
    String functions = "functions:\n  upper: io.tidemark.definition.TestFunctions$Twice\n";
    assertOne(
        PipelineFileFixture.problems(PipelineFileFixture.SHOP + functions),
        "16:3",
        "function upper has the name of one");
  }

  static Stream<Arguments> noYaml() {
    return Stream.of(
        arguments("pipeline: shop\n  streams: {}\n", "2:10", "not YAML: mapping values are not"),
        arguments("pipeline: shop\n\tstreams: {}\n", "2:1", "not YAML: found character '\\t"),
        arguments("pipeline: [shop\n", "2:1", "not YAML: expected ',' or ']'"),
        arguments("pipeline: !!java.net.URL [x]\n", "1:11", "Global tag is not allowed"),
        arguments("pipeline: !secret x\n", "1:11", "tags are not used"),
        arguments("pipeline: &a [*a]\n", "1:11", "an alias that contains itself"),
        arguments("? [a]\n: b\n", "1:3", "a key that is not a single value"),
        arguments("a: b\n---\nc: d\n", "2:1", "not YAML: but found another document"),
        arguments(explosion(2, 40), "3:5", "it has more than 100000 values"),
        arguments(explosion(9, 9), "1:10", "it has more than 100000 values"),
        arguments("a: " + "[".repeat(60) + "]".repeat(60), "1:53", "deeper than 50 levels"),
        arguments("a: " + "[".repeat(9_999) + "]".repeat(9_999), "", "Nesting Depth exceeded"),
        arguments("", "1:1", "the file is empty"),
        arguments("just words\n", "1:1", "the pipeline is a single value"));
  }

  /** A few hundred bytes: each line is the one before so many times. */
  private static String explosion(int times, int lines) {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i <= lines; i++) {
      String before = "*a" + (i - 1);
      yaml.append("a%d: &a%d [".formatted(i, i))
          .append(String.join(", ", Collections.nCopies(times, before)))
          .append("]\n");
    }
    return yaml.toString();
  }

  @Test
  void aFileThatNobodyHasWrittenIsRefused(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("large.yaml"), "#".repeat(4 << 20));
    assertOne(
        PipelineFileFixture.problemsOf(() -> PipelineFile.read(file)),
        file.toString(),
        "the file has more than");
  }

  @ParameterizedTest
  @MethodSource("noYaml")
  void whatIsNoYamlIsOneProblem(String yaml, String place, String what) {
    assertOne(PipelineFileFixture.problems(yaml), place, what);
  }

  @Test
  void theRuleOfASchemaNamesAllFormats() {
    String yaml =
        PipelineFileFixture.SHOP.replace("topic: shop.activity", "topic: t\n    schema: '{}'");
    assertThat(PipelineFileFixture.problemsIn(() -> PipelineFileFixture.pipeline(yaml)))
        .extracting(Problem::rule)
        .containsExactly(
            "schema belongs to format: avro; json needs none, avro-confluent has a registry");
  }

  @Test
  void aValueWithACommaIsCutInTwoWithoutQuotes() {
    String yaml =
        PipelineFileFixture.SHOP.replace("kind: STRING", "kind: { type: DECIMAL(10, 2) }");
    List<Problem> problems =
        PipelineFileFixture.problemsIn(() -> PipelineFileFixture.pipeline(yaml));
    assertThat(problems)
        .extracting(Problem::what)
        .containsExactly(
            "type DECIMAL(10 of column kind is no type; did you mean DECIMAL?",
            "unknown key 2) in column kind");
    assertThat(problems.get(1).rule()).contains("stands in quotes");
  }

  @Test
  void aMissingFileIsOneProblem() {
    List<String> problems =
        PipelineFileFixture.problemsOf(() -> PipelineFile.read(Path.of("nowhere.yaml")));
    assertOne(problems, "nowhere.yaml", "there is no such file");
  }

  @Test
  void duplicateKeysAreReportedWithBothPlaces() {
    String yaml =
        PipelineFileFixture.SHOP.replace("topic: shop.activity", "topic: a\n    topic: b");
    assertThat(PipelineFileFixture.problems(yaml))
        .singleElement()
        .asString()
        .matches("5:5 duplicate topic: it already stands at .*shop.yaml:4:5");
  }

  @Test
  void everyProblemIsReportedAtOnceInTheOrderOfTheFile() {
    String yaml =
        PipelineFileFixture.SET
                .replace("kind: STRING", "kind: TEXT")
                .replace("id: event_id", "id: note")
            + """
                  a: { agg: count(*), window: 1 h step 25 min }
                  b: { agg: sum(kind), where: "kind = 'x'" }
                  c: { sql: d + 1 }
                  d: { sql: c + 1 }
                  e: { agg: median(price), colour: red }
                  f: { agg: sum(prize) }
            """
                .indent(0);
    assertThat(PipelineFileFixture.problems(yaml))
        .map(problem -> problem.replaceFirst(" .*", ""))
        .containsExactly("9:13", "13:9", "20:35", "22:17", "24:17", "24:32", "25:17");
    assertThat(PipelineFileFixture.problems(yaml).get(3)).contains("cyclic sql: c -> d -> c");
  }

  @Test
  void everyProblemHasARuleAndAnExample() {
    String yaml = "pipeline: Shop\nstreams: { a: { topic: x, columns: { b: C } } }\nmore: 1\n";
    assertThat(PipelineFileFixture.problemsIn(() -> PipelineFileFixture.pipeline(yaml)))
        .hasSizeGreaterThan(3)
        .allSatisfy(
            p -> {
              assertThat(p.rule()).isNotBlank();
              assertThat(p.example()).isNotBlank();
            });
  }
}
