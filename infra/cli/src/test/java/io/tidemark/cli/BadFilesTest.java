package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is wrong gets one readable message a mistake, from whichever command reads it. */
class BadFilesTest {

  @TempDir Path dir;

  @Test
  void aGoodFileIsShownAsWhatItComputes() {
    CommandResult console = CommandResult.run("validate", ShopFilesFixture.pipeline(dir));
    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    assertThat(console.out())
        .contains("is valid", "events_1h", "sum(price) over 30 d step 1 h", "DECIMAL(38, ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"last_n(note, 3)", "top_k(note, 3)", "histogram(note)", "histogram(price)"})
  void itWarnsOfRowsThatMayOutgrowTheirTopic(String aggregate) {
    String texts =
        ShopFilesFixture.PIPELINE
            .replace("price: DECIMAL(10, 2)", "price: DECIMAL(10, 2)\n      note: STRING")
            .replace("count(*), window", '"' + aggregate + "\", window")
            .replace("spend_30d / NULLIF(events_1h, 0)", "spend_30d + 1");
    CommandResult console =
        CommandResult.run("validate", ShopFilesFixture.write(dir.resolve("shop.yaml"), texts));
    assertThat(console.code()).as(console.all()).isZero();
    assertThat(console.out())
        .contains(
            "Warning: with events_1h a row may have", "topic shop.customer", "max.message.bytes");
    Path none =
        ShopFilesFixture.write(
            dir.resolve("none.yaml"),
            texts.replace("from: [activity]", "from: [activity]\n    topic: none"));
    assertThat(CommandResult.run("validate", none).out())
        .contains("is valid")
        .doesNotContain("Warning");
  }

  @Test
  void itDoesNotWarnOfRowsThatStaySmall() {
    String small =
        ShopFilesFixture.PIPELINE
            .replace("sum(price)", "\"last_n(price, 3)\"")
            .replace("spend_30d / NULLIF(events_1h, 0)", "events_1h + 1");
    CommandResult console =
        CommandResult.run("validate", ShopFilesFixture.write(dir.resolve("shop.yaml"), small));
    assertThat(console.out()).contains("is valid").doesNotContain("Warning");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "topic: shop.activity | topik: shop.activity | 4:5 | unknown key topik in stream activity; did you mean topic?",
        "price: DECIMAL(10, 2) | price: DECIML(10, 2) | 9:14 | did you mean DECIMAL?",
        "price: DECIMAL(10, 2) | price: TIMESTAMP(9) | 9:14 | finer than microseconds",
        "customer_id: BIGINT NOT NULL | customer_id: BIGINT | 14:14 | customer_id",
        "id: event_id | id: event_ids | 10:9 | did you mean event_id?",
        "from: [activity] | from: [activities] | 15:12 | did you mean activity?",
        "sum(price) | sum(prise) | 18: | did you mean price?",
        "count(*), window: 1 h | count(*), window: an hour | 17: | window \"an hour\" cannot be read",
        "30 d step 1 h | 30 d step 7 h | 18: | a step that does not divide its length",
        "spend_30d / | share / | 19: | cyclic sql: share -> share",
        "entity: [customer_id] | entity: [customer_id, price] | 14: | price"
      })
  void aMistakeIsOneProblemWithItsLine(String good, String bad, String place, String what) {
    assertThat(ShopFilesFixture.PIPELINE).contains(good);
    Path file =
        ShopFilesFixture.write(
            dir.resolve("shop.yaml"), ShopFilesFixture.PIPELINE.replace(good, bad));
    CommandResult console = CommandResult.run("validate", file);
    assertThat(console.err()).contains("rule:").contains("example:");
    assertThat(console.code()).isEqualTo(CommandExceptionHandler.YOURS);
    assertThat(console.err()).contains(file + ":" + place).contains(what);
    assertThat(console.out()).isEmpty();
    console.hasNoTrace();
    for (String command : new String[] {"ingest", "verify", "show"}) {
      assertThat(CommandResult.run(command, file).err()).isEqualTo(console.err());
    }
  }

  @Test
  void anExpressionThatFailsWhateverItIsGivenIsAMistake() {
    String failing =
        ShopFilesFixture.PIPELINE.replace("spend_30d / NULLIF(events_1h, 0)", "events_1h + 1 / 0");
    assertThat(failing).isNotEqualTo(ShopFilesFixture.PIPELINE);
    CommandResult.run("validate", ShopFilesFixture.write(dir.resolve("shop.yaml"), failing))
        .hasOneProblem("feature set customer", "\"share: events_1h + 1 / 0\" fails for every");
  }

  @Test
  void severalMistakesAreToldAtOnceInTheOrderOfTheFile() {
    Path file =
        ShopFilesFixture.write(
            dir.resolve("shop.yaml"),
            ShopFilesFixture.PIPELINE
                .replace("topic:", "topik:")
                .replace("30 d step 1 h", "a month"));
    CommandResult console = CommandResult.run("validate", file);
    assertThat(console.code()).isEqualTo(CommandExceptionHandler.YOURS);
    assertThat(console.err().indexOf("topik")).isBetween(0, console.err().indexOf("a month"));
  }

  @Test
  void aCycleIsShownWhole() {
    String cyclic =
        ShopFilesFixture.PIPELINE.replace("spend_30d / NULLIF(events_1h, 0)", "b + 1")
            + "      b: { sql: \"share * 2\" }\n";
    CommandResult.run("validate", ShopFilesFixture.write(dir.resolve("shop.yaml"), cyclic))
        .hasOneProblem(dir.resolve("shop.yaml") + ":19", "share -> b -> share");
  }

  @Test
  void aFileMayBeMissingEmptyOrNoYaml() throws Exception {
    CommandResult.run("validate", dir.resolve("none.yaml"))
        .hasOneProblem(dir.resolve("none.yaml").toString(), "there is no such file");
    Path file = dir.resolve("bad.yaml");
    CommandResult.run("validate", ShopFilesFixture.write(file, ""))
        .hasOneProblem(file + ":1:1", "empty");
    CommandResult.run("validate", ShopFilesFixture.write(file, "a: [1\nb: 2\n"))
        .hasOneProblem(file + ":2:", "");
    CommandResult.run("validate", ShopFilesFixture.write(file, "!!java.net.URL [\"http://x\"]\n"))
        .hasNoTrace();
    CommandResult.run("validate", ShopFilesFixture.write(file, "hello\n")).hasNoTrace();
    Files.write(file, new byte[] {(byte) 0xff, 'a'});
    CommandResult.run("validate", file).hasOneProblem(file.toString(), "not UTF-8");
    CommandResult.run("validate", dir).hasOneProblem(dir.toString(), "cannot be read");
  }

  @Test
  void theEnvironmentIsCheckedToo() {
    Path env = dir.resolve("env.yaml");
    String good = ShopFilesFixture.environment(dir, "localhost:1");
    Path pipeline = ShopFilesFixture.pipeline(dir);
    assertThat(
            CommandResult.run("validate", pipeline, "-e", ShopFilesFixture.write(env, good)).code())
        .isZero();
    CommandResult.run(
            "validate", pipeline, "-e", ShopFilesFixture.write(env, good.replace("kafka", "kafak")))
        .hasProblems(2, env + ":1:1", "unknown key kafak");
    CommandResult.run(
            "validate",
            pipeline,
            "-e",
            ShopFilesFixture.write(env, good.replace("localhost:1", "${NOT_SET_1}")))
        .hasOneProblem(env + ":2:22", "the variable NOT_SET_1 is not set");
  }

  @Test
  void aSetMustBeOneOfThePipelines() {
    CommandResult.run("verify", ShopFilesFixture.pipeline(dir), "--set", "customers", "--data", dir)
        .hasOneProblem("--set customers", "no such feature set");
  }

  @Test
  void aPipelineWithoutFeaturesHasNothingToVerify() {
    String streams =
        ShopFilesFixture.PIPELINE.substring(0, ShopFilesFixture.PIPELINE.indexOf("features:"));
    Path file = ShopFilesFixture.write(dir.resolve("streams.yaml"), streams);
    assertThat(CommandResult.run("validate", file).code()).isZero();
    CommandResult.run("verify", file, "--data", dir)
        .hasOneProblem("pipeline shop", "it has no feature set");
  }

  @Test
  void tablesThatAreNotThereYetAreAMistakeToo() {
    Path pipeline = ShopFilesFixture.pipeline(dir);
    CommandResult.run("show", pipeline, "activity", "--data", dir.resolve("data"))
        .hasOneProblem("catalog tidemark", "there is no table shop.activity");
    CommandResult.run("verify", pipeline, "--data", dir.resolve("data"))
        .hasOneProblem("", "there is no table shop.");
    assertThat(CommandResult.run("show", pipeline, "--data", dir.resolve("data")).code()).isZero();
  }

  @Test
  void aRangeBeginsBeforeItEnds() {
    CommandResult console =
        CommandResult.run(
            "backfill",
            ShopFilesFixture.pipeline(dir),
            "--from",
            "2026-03-02",
            "--to",
            "2026-03-01",
            "--data",
            dir.resolve("data"));
    console.hasOneProblem("range", "it is empty");
  }

  @Test
  void theCatalogDoesNotAnswer() {
    Path file = ShopFilesFixture.write(dir.resolve("file"), "");
    for (String command : new String[] {"show", "verify", "ingest"}) {
      CommandResult.run(command, ShopFilesFixture.pipeline(dir), "--data", file)
          .hasOneProblem("catalog tidemark", "it does not answer");
    }
  }

  @Test
  void aFileToSendIsMissing() {
    CommandResult console = CommandResult.run("produce", dir.resolve("none.jsonl"), "--topic", "t");
    assertThat(console.code()).isEqualTo(CommandExceptionHandler.YOURS);
    assertThat(console.err()).contains("none.jsonl");
    console.hasNoTrace();
  }
}
