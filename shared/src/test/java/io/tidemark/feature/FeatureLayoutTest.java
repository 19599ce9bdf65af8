package io.tidemark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.parser.PipelineBuilder;
import org.junit.jupiter.api.Test;

/** Tests the columns of {@link FeatureLayout} by trigger. */
class FeatureLayoutTest {

  private static FeatureLayout layout(String trigger) {
    FeatureSet set =
        PipelineBuilder.named("shop").stream(
                "activity",
                s ->
                    s.topic("shop.activity")
                        .column("event_id", "STRING NOT NULL")
                        .column("at", "BIGINT NOT NULL")
                        .column("customer_id", "BIGINT NOT NULL")
                        .id("event_id")
                        .time("at"))
            .features(
                "customer",
                f ->
                    f.entity("customer_id")
                        .from("activity")
                        .trigger(trigger)
                        .aggregate("n", "count(*)")
                        .sql("twice", "n * 2"))
            .build()
            .featureSets()
            .get(0);
    return new FeatureLayout(set);
  }

  @Test
  void aRowOfAnEventNamesTheEvent() {
    FeatureLayout layout = layout("event");
    assertThat(layout.rowType().getFieldNames())
        .containsExactly("customer_id", "event_time", "event_id", "event_stream", "n", "twice");
    assertThat(layout.identityArity()).isEqualTo(4);
  }

  @Test
  void aRowOfTheGridIsOfAnEntityAndAMoment() {
    FeatureLayout layout = layout("every 1 h");
    assertThat(layout.rowType().getFieldNames())
        .containsExactly("customer_id", "event_time", "n", "twice");
    assertThat(layout.aggregateRowType().getFieldNames())
        .containsExactly("customer_id", "event_time", "n");
    assertThat(layout.identityArity()).isEqualTo(2);
    assertThat(layout.timeIndex()).isEqualTo(1);
  }
}
