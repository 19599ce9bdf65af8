package io.tidemark.definition.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import io.tidemark.definition.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The builder makes what the file makes, and refuses what it refuses. */
class PipelineBuilderTest {

  private static PipelineBuilder shop() {
    return PipelineBuilder.named("shop").stream(
        "activity",
        s ->
            s.topic("shop.activity")
                .format("json")
                .column("event_id", "STRING NOT NULL")
                .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                .column("customer_id", "BIGINT NOT NULL")
                .column("kind", "STRING")
                .column("product_id", "STRING")
                .column("category", "STRING")
                .column("price", "DECIMAL(10, 2)")
                .column("quantity", "INT")
                .id("event_id")
                .time("occurred_at")
                .outOfOrderness("5 s"));
  }

  @Test
  void theModelIsThatOfTheFile() {
    Pipeline built =
        shop()
            .features(
                "customer_activity",
                f ->
                    f.doc(
                            "What a customer has been doing; read by the recommender and the fraud"
                                + " model.")
                        .entity("customer_id")
                        .from("activity")
                        .aggregate(
                            "views_1h", "count(*)", a -> a.where("kind = 'view'").window("1 h"))
                        .aggregate(
                            "spend_30d",
                            "sum(price * quantity)",
                            a -> a.where("kind = 'purchase'").window("30 d step 1 h"))
                        .aggregate(
                            "purchases_30d",
                            "count(*)",
                            a -> a.where("kind = 'purchase'").window("30 d step 1 h"))
                        .sql("spend_vs_usual", "spend_30d / NULLIF(purchases_30d, 0)"))
            .build();
    assertThat(built).isEqualTo(PipelineFileFixture.pipeline(PipelineFileTest.DESIGN));
  }

  @Test
  void everySettingIsPassedOn() {
    Pipeline built =
        shop().stream(
                "payments",
                s ->
                    s.topic("payments")
                        .doc("Money")
                        .column("id", "BIGINT NOT NULL")
                        .column("at", "BIGINT NOT NULL")
                        .column("payer", "BIGINT NOT NULL", "payer.id", "Who pays")
                        .id("id")
                        .time("at")
                        .maxAhead("2 h")
                        .maxBehind("30 d")
                        .idleAfter("2 min")
                        .partition("none"))
            .features(
                "money",
                f ->
                    f.entity("customer_id")
                        .from("activity")
                        .from("payments", Map.of("customer_id", "payer"))
                        .aggregate("all_time", "count(*)")
                        .aggregate("pays", "count(id)", a -> a.of("payments").doc("Payments"))
                        .sql("share", "pays / all_time", "Of all")
                        .trigger(t -> t.of("payments").where("id > 7"))
                        .noTopic()
                        .remember("3 d")
                        .partition("hours"))
            .build();
    FeatureSet money = built.featureSets().get(0);
    assertThat(money.topic()).isEmpty();
    assertThat(built.stream("payments").maxBehind()).contains(Duration.ofDays(30));
    assertThat(money.trigger())
        .isEqualTo(new Trigger.OnEvent(List.of("payments"), Optional.of("id > 7")));
    assertThat(money.inputs().get(1).entityColumns()).containsExactly("payer");
    assertThat(built.stream("payments").column("payer").path()).containsExactly("payer", "id");
    assertThat(money.features()).extracting(Feature::doc).containsExactly("", "Payments", "Of all");
  }

  @Test
  void problemsNameWhatIsBuilt() {
    List<Problem> problems =
        PipelineFileFixture.problemsIn(
            () ->
                shop()
                    .features(
                        "customer_activity",
                        f ->
                            f.entity("customer")
                                .from("activity")
                                .aggregate("views_1h", "count(*)", a -> a.window("soon"))
                                .aggregate("views_1h", "count(*)"))
                    .build());
    assertThat(problems)
        .extracting(Problem::where)
        .containsExactly(
            "builder: features.customer_activity.entity",
            "builder: features.customer_activity.views_1h.window",
            "builder: features.customer_activity.views_1h");
  }

  @Test
  void somethingThatIsMissingIsAProblemOfItsSection() {
    assertThat(
            PipelineFileFixture.problemsIn(
                () -> PipelineBuilder.named("shop").stream("clicks", s -> {}).build()))
        .extracting(p -> p.where() + " " + p.what())
        .contains("builder: streams.clicks stream clicks has no topic");
  }
}
