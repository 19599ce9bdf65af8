package io.tidemark.definition.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineFileFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definition of a set: what changes it, what does not, and what is said of a change. */
class FeatureSetFingerprintTest {

  private static final String SHOP =
      """
      pipeline: shop
      streams:
        activity:
          topic: shop.activity
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
            payer_id: BIGINT NOT NULL
            kind: STRING
            price: DECIMAL(10, 2)
            quantity: INT
          id: event_id
          time: occurred_at
        payments:
          topic: payments
          columns:
            id: STRING NOT NULL
            at: BIGINT NOT NULL
            customer_id: BIGINT NOT NULL
            kind: STRING NOT NULL
          id: id
          time: at
      functions:
        twice: io.tidemark.definition.TestFunctions$Twice
      features:
        customer:
          entity: [customer_id]
          from: [activity, payments]
          trigger: { where: "kind = 'purchase'" }
          columns:
            looks: { agg: count(*), of: activity, where: "kind = 'view'", window: 1 h }
            spend: { agg: sum(price * quantity), of: activity, window: 30 d step 1 h }
            doubled: { agg: sum(twice(quantity)), of: activity }
            ratio: { sql: "spend / NULLIF(looks, 0)" }
            share: { sql: ratio * 2 }
      """;

  private static FeatureSetFingerprint definition(String yaml) {
    Pipeline pipeline = PipelineFileFixture.pipeline(yaml);
    return FeatureSetFingerprint.of(pipeline, pipeline.featureSets().get(0));
  }

  private static FeatureSetFingerprint with(String before, String after) {
    assertThat(SHOP).contains(before);
    return definition(SHOP.replace(before, after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "pipeline: shop | pipeline: store",
        "topic: payments | topic: paid",
        "topic: payments | topic: payments\\n    doc: Money",
        "topic: payments | topic: payments\\n    out_of_orderness: 1 min",
        "topic: payments | topic: payments\\n    partition: hours",
        "entity: [customer_id] | doc: Read by many\\n    entity: [customer_id]",
        "entity: [customer_id] | topic: other\\n    entity: [customer_id]",
        "entity: [customer_id] | remember: 9 d\\n    entity: [customer_id]",
        "entity: [customer_id] | partition: hours\\n    entity: [customer_id]",
        "window: 1 h } | window: 60 min, doc: Pages }",
        "window: 30 d step 1 h | window: 720 h step 60 min",
        "agg: sum(price * quantity) | agg: ' SUM( price * quantity ) '",
        "trigger: { where | trigger: { of: [payments, activity], where",
        "payer_id: BIGINT | other_id: BIGINT",
        "quantity: INT | quantity: { type: INT, path: how.many }"
      })
  void whatChangesNoValueChangesNoHash(String before, String after) {
    FeatureSetFingerprint changed = with(before, after.replace("\\n", "\n"));
    assertThat(changed.hash()).isEqualTo(definition(SHOP).hash());
  }

  @Test
  void theOrderOfFeaturesDoesNotMatter() {
    String looks = SHOP.lines().filter(l -> l.contains(" looks: ")).findFirst().orElseThrow();
    assertThat(definition(SHOP.replace(looks + "\n", "") + looks + "\n"))
        .isEqualTo(definition(SHOP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "customer_id: BIGINT | customer_id: STRING | all rows: entity was customer_id BIGINT NOT NULL, is customer_id STRING NOT NULL",
        "[activity, payments] | [payments, activity] | all rows: stream 1 was activity",
        "[activity, p | [{ stream: activity, entity: { customer_id: payer_id } }, p | all rows: stream 1 was activity by [customer_id]",
        "id: id | id: kind | all rows: stream 2 was payments by [customer_id], id id STRING",
        "at: BIGINT | at: TIMESTAMP_LTZ(3) | time at BIGINT NOT NULL, is payments",
        "trigger: { where: \"kind = 'purchase'\" } | trigger: every 1 h | all rows: trigger was events of activity, payments, is every 1 h",
        "trigger: { w | trigger: { of: payments, w | trigger was events of activity, payments, is events of payments",
        "'purchase' | 'cart' | all rows: trigger where was kind = 'purchase', is kind = 'cart'",
        "share: | part: | new feature part",
        "agg: sum(price | agg: avg(price | changed feature spend: agg was sum(price * quantity), is avg(price * quantity)",
        "sum(price * quantity) | sum(price * 2) | changed feature spend: agg was sum(price * quantity), is sum(price * 2); columns was price DECIMAL(10, 2), quantity INT, is price DECIMAL(10, 2)",
        "'view' | 'cart' | changed feature looks: where was kind = 'view', is kind = 'cart'",
        "where: \"kind = 'view'\", | | changed feature looks: columns was kind STRING, is none; where was kind = 'view', is none",
        "window: 1 h | window: 2 h | changed feature looks: window was 1 h, is 2 h",
        "d step 1 h | d step 2 h | changed feature spend: window was 30 d step 1 h, is 30 d step 2 h",
        "quantity: INT | quantity: BIGINT | changed feature doubled: columns was quantity INT, is quantity BIGINT",
        "spend / NULLIF | spend * NULLIF | changed feature ratio: sql was spend / NULLIF(looks, 0), is spend * NULLIF(looks, 0)"
      })
  void whatChangesAValueChangesTheHashAndIsNamed(String before, String after, String line) {
    FeatureSetFingerprint changed = with(before, after == null ? "" : after);
    assertThat(changed.hash()).isNotEqualTo(definition(SHOP).hash());
    assertThat(DefinitionChange.between(definition(SHOP), changed).lines())
        .anyMatch(l -> l.contains(line));
  }

  @Test
  void aDerivedFeatureChangesWithAllThatItReads() {
    DefinitionChange change =
        DefinitionChange.between(definition(SHOP), with("window: 1 h", "window: 2 h"));
    assertThat(change.lines())
        .containsExactly(
            "changed feature looks: window was 1 h, is 2 h",
            "changed feature ratio: reads looks, which changed",
            "changed feature share: reads ratio, which changed");
    assertThat(change.aggregates()).isTrue();
  }

  @Test
  void anotherClassOfAFunctionIsAnotherFeature() {
    Pipeline pipeline = PipelineFileFixture.pipeline(SHOP);
    Pipeline other =
        new Pipeline("shop", pipeline.streams(), pipeline.featureSets(), Map.of("twice", "X"));
    DefinitionChange change =
        DefinitionChange.between(
            definition(SHOP), FeatureSetFingerprint.of(other, other.featureSets().get(0)));
    assertThat(change.changed()).containsOnlyKeys("doubled");
  }

  @Test
  void newAndGoneFeaturesAreNamed() {
    FeatureSetFingerprint before = definition(SHOP);
    FeatureSetFingerprint after = with("share: { sql: ratio * 2 }", "part: { sql: ratio * 3 }");
    DefinitionChange change = DefinitionChange.between(before, after);
    assertThat(change.added()).containsExactly("part");
    assertThat(change.gone()).containsExactly("share");
    assertThat(change.changed()).isEmpty();
    assertThat(change.aggregates()).isFalse();
    assertThat(DefinitionChange.between(before, before).isNone()).isTrue();
  }

  @Test
  void factsAreKeptAsText() {
    DefinitionFingerprint facts =
        new DefinitionFingerprint.Builder()
            .put("where", "a = 'x\\n'\n  AND b\r\n")
            .put("b c", "")
            .build();
    assertThat(DefinitionFingerprint.parse(facts.text())).isEqualTo(facts);
    assertThat(List.of(facts.hash().length(), facts.text().lines().toList().size()))
        .containsExactly(32, 2);
  }
}
