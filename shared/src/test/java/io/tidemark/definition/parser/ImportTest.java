package io.tidemark.definition.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The key {@code imports} of a stream: what it may say, and every way in which it is wrong. */
class ImportTest {

  private static final String COLUMNS =
      """
      format: csv
      columns:
        number: BIGINT
        ordered: TIMESTAMP(6)
        client: INT
        amount: DECIMAL(12, 4)
      """;
  private static final String VALUES =
      COLUMNS
          + """
          values:
            event_id: CAST(`number` AS STRING)
            occurred_at: CAST(ordered AS TIMESTAMP_LTZ(3))
            customer_id: client
          """;

  /** A stream whose import is so from line 17 on, column 9; values follow from line 27 on. */
  private static String stream(String settings) {
    return PipelineFileFixture.SHOP + "    imports:\n      orders:\n" + settings.indent(8);
  }

  private static ImportDefinition definition(String settings) {
    return PipelineFileFixture.pipeline(stream(settings)).findImport("orders").orElseThrow();
  }

  @Test
  void filesHaveTheColumnsOfTheStreamUnlessTheySayOtherwise() {
    ImportDefinition definition = definition("format: json");
    StreamDefinition stream =
        PipelineFileFixture.pipeline(stream("format: json")).stream("activity");
    assertThat(definition.columns()).isEqualTo(stream.columns());
    assertThat(definition.values())
        .extracting(ImportDefinition.Value::sql)
        .startsWith("`event_id`", "`occurred_at`", "`customer_id`");
  }

  @Test
  void valuesAreExpressionsOverTheColumnsOfTheFiles() {
    ImportDefinition definition = definition(VALUES);
    assertThat(definition.values())
        .extracting(ImportDefinition.Value::column, ImportDefinition.Value::sql)
        .contains(
            tuple("event_id", "CAST(`number` AS STRING)"),
            tuple("customer_id", "CAST((`client`) AS BIGINT)"),
            tuple("kind", "CAST(NULL AS VARCHAR(2147483647))"));
  }

  @Test
  void theFileAndTheNumberOfTheRecordMayBeReadToo() {
    assertThat(definition("format: csv\nvalues: { event_id: _file || CAST(_row AS STRING) }"))
        .isNotNull();
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("format: orc", "17:17", "format of import orders is orc"),
        arguments("delimiter: x", "16:7", "import orders has no format"),
        arguments("format: json\ndelimiter: x", "18:20", "delimiter of import orders is x"),
        arguments("format: csv\ndelimiter: ab", "18:20", "delimiter of import orders is ab"),
        arguments(COLUMNS, "16:7", "gives no value to event_id, which is NOT NULL"),
        arguments(VALUES + "  colour: client", "27:11", "stream activity has no column colour"),
        arguments(
            VALUES + "  price: amount",
            "27:18",
            "value of price, \"amount\", is DECIMAL(12, 4), and the column DECIMAL(10, 2)"),
        arguments(VALUES + "  kind: client", "27:17", "is INT, and the column STRING"),
        arguments(VALUES + "  kind: [a]", "27:17", "value of kind is a list"),
        arguments(
            VALUES + "  quantity: nothing",
            "27:21",
            "reads nothing, which import orders does not have"),
        arguments(VALUES + "  kind: CAST(NOW() AS STRING)", "27:17", "uses NOW"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsWrongIsSaid(String settings, String place, String what) {
    assertThat(PipelineFileFixture.problems(stream(settings)))
        .anySatisfy(p -> assertThat(p).startsWith(place).contains(what));
  }

  @Test
  void anImportHasANameOfItsOwn() {
    String other =
        PipelineFileFixture.SHOP.lines().skip(3).toList().stream()
            .reduce("  other:\n", (all, line) -> all + line.replace("shop.activity", "t") + "\n");
    String both = "    imports: { orders: { format: json } }\n";
    assertThat(PipelineFileFixture.problems(PipelineFileFixture.SHOP + both + other + both))
        .containsExactly("16:3 streams activity and other both have an import orders");
  }

  @Test
  void theBuilderMakesTheSame() {
    Pipeline built =
        PipelineBuilder.named("shop").stream(
                "clicks",
                s ->
                    s.topic("clicks")
                        .column("id", "BIGINT NOT NULL")
                        .column("at", "BIGINT NOT NULL")
                        .id("id")
                        .time("at")
                        .files(
                            "old",
                            f ->
                                f.format("csv")
                                    .delimiter(";")
                                    .column("n", "INT")
                                    .value("id", "n")
                                    .value("at", "CAST(0 AS BIGINT)")))
            .build();
    assertThat(built)
        .isEqualTo(
            PipelineFileFixture.pipeline(
                """
                pipeline: shop
                streams:
                  clicks:
                    topic: clicks
                    columns: { id: BIGINT NOT NULL, at: BIGINT NOT NULL }
                    id: id
                    time: at
                    imports:
                      old:
                        format: csv
                        delimiter: ";"
                        columns: { n: INT }
                        values: { id: n, at: CAST(0 AS BIGINT) }
                """));
  }
}
