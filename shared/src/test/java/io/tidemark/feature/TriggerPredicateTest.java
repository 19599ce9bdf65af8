package io.tidemark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.parser.FeatureSetBuilder;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.definition.parser.StreamBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** Tests that {@code audit} and the engine ask one trigger, each by its own form of an event. */
class TriggerPredicateTest {

  private static final List<Boolean> CONDITIONS = Arrays.asList(true, false, null);

  @Test
  void everyEventAsks() throws Exception {
    assertThat(answers(f -> {})).containsExactly("activity", "payments");
  }

  @Test
  void eventsOfOneStreamAsk() throws Exception {
    assertThat(answers(f -> f.trigger(t -> t.of("payments")))).containsExactly("payments");
  }

  @Test
  void anEventOfWhichTheConditionIsTrueAsks() throws Exception {
    assertThat(answers(f -> f.trigger(t -> t.where("kind > 0"))))
        .containsExactly("activity true", "payments true");
    assertThat(answers(f -> f.trigger(t -> t.of("payments").where("kind > 0"))))
        .containsExactly("payments true");
  }

  @Test
  void noEventAsksForARowThatIsAtAGridPoint() throws Exception {
    assertThat(answers(f -> f.trigger("every 1 h"))).isEmpty();
  }

  /** Events that ask, each by its stream and its condition, where there is one. */
  private static List<String> answers(Consumer<FeatureSetBuilder> trigger) throws Exception {
    FeatureSet set = set(trigger);
    SlotPlan plan = SlotPlan.of(set);
    ProjectedLayout layout = new ProjectedLayout(set, plan.slots());
    EventArrivalConverter converter = new EventArrivalConverter(layout, plan.slots());
    TriggerPredicate predicate = InstantiationUtil.clone(new TriggerPredicate(set));
    List<String> asking = new ArrayList<>();
    for (int input = 0; input < set.inputs().size(); input++) {
      for (Boolean condition : plan.slots().isEmpty() ? List.of(true) : CONDITIONS) {
        GenericRowData event = event(layout, plan, input, condition);
        boolean asks = predicate.test(event);
        assertThat(plan.features().trigger().asks(converter.read(event))).isEqualTo(asks);
        if (asks) {
          String stream = set.inputs().get(input).stream();
          asking.add(plan.slots().isEmpty() ? stream : stream + " " + condition);
        }
      }
    }
    return asking;
  }

  private static GenericRowData event(
      ProjectedLayout layout, SlotPlan plan, int input, Boolean condition) {
    GenericRowData event = new GenericRowData(layout.rowType().getFieldCount());
    event.setField(0, 7L);
    event.setField(layout.time(), TimestampData.fromEpochMillis(1_000));
    event.setField(layout.id(), StringData.fromString("e"));
    event.setField(layout.input(), input);
    event.setField(layout.partition(), 0);
    event.setField(layout.offset(), 0L);
    for (int i = 0; i < plan.slots().size(); i++) {
      boolean own = plan.slots().get(i).input() == input;
      event.setField(layout.slot(i), own ? condition : null);
    }
    return event;
  }

  private static FeatureSet set(Consumer<FeatureSetBuilder> trigger) {
    return PipelineBuilder.named("shop").stream("activity", TriggerPredicateTest::columns).stream(
            "payments", TriggerPredicateTest::columns)
        .features(
            "customer",
            f -> {
              f.entity("customer_id").from("activity", "payments").aggregate("n", "count(*)");
              trigger.accept(f);
            })
        .build()
        .featureSets()
        .get(0);
  }

  private static void columns(StreamBuilder stream) {
    stream
        .topic("shop.events")
        .column("event_id", "STRING NOT NULL")
        .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
        .column("customer_id", "BIGINT NOT NULL")
        .column("kind", "INT")
        .id("event_id")
        .time("occurred_at");
  }
}
