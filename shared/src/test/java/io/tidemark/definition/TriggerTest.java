package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.parser.PipelineFileFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The key {@code trigger} of a feature set: what it may say, and every way in which it is wrong.
 */
class TriggerTest {

  private static final List<String> BOTH = List.of("activity", "payments");
  private static final String PAYMENTS =
      """
        payments:
          topic: payments
          columns: { id: INT NOT NULL, at: BIGINT NOT NULL, customer_id: BIGINT NOT NULL, kind: INT }
          id: id
          time: at
      """;

  /** A set of two streams with that trigger in line 22. */
  private static String set(String trigger) {
    return PipelineFileFixture.SHOP
        + PAYMENTS
        + """
        features:
          customer:
            %s
            entity: [customer_id]
            from: [activity, payments]
            columns: { n: { agg: count(*) } }
        """
            .formatted(trigger);
  }

  private static Trigger trigger(String trigger) {
    return PipelineFileFixture.pipeline(set(trigger)).featureSets().get(0).trigger();
  }

  @Test
  void everyEventOfTheSetsStreamsIsTheDefault() {
    Trigger all = new Trigger.OnEvent(BOTH, Optional.empty());
    assertThat(trigger("doc: Nothing said")).isEqualTo(all);
    assertThat(trigger("trigger: event")).isEqualTo(all);
  }

  @Test
  void someEventsByStreamConditionOrBoth() {
    assertThat(trigger("trigger: { of: payments }"))
        .isEqualTo(new Trigger.OnEvent(List.of("payments"), Optional.empty()));
    assertThat(trigger("trigger: { of: activity, where: \" kind = 'purchase' \" }"))
        .isEqualTo(new Trigger.OnEvent(List.of("activity"), Optional.of("kind = 'purchase'")));
    assertThat(trigger("trigger: { where: customer_id > 0 }"))
        .isEqualTo(new Trigger.OnEvent(BOTH, Optional.of("customer_id > 0")));
  }

  @Test
  void streamsStandInTheOrderOfTheSet() {
    assertThat(trigger("trigger: { of: [payments, activity] }"))
        .isEqualTo(new Trigger.OnEvent(BOTH, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"every 1 h, PT1H", "EVERY 90 min, PT90M", "every  1500 ms, PT1.5S"})
  void aGrid(String text, Duration step) {
    assertThat(trigger("trigger: " + text)).isEqualTo(new Trigger.Every(step));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "events | 22:14 | trigger is events; did you mean event?",
        "hourly | 22:14 | trigger is hourly",
        "every | 22:14 | trigger is every, which has no length of time after every",
        "every soon | 22:14 | trigger is every soon, which has no length of time",
        "every 1.5 h | 22:14 | trigger is every 1.5 h, which has no length of time",
        "every 0 s | 22:14 | trigger is every 0 s",
        "every 999999999999 d | 22:14 | which has no length of time",
        "[event] | 22:14 | trigger is a list",
        "{} | 22:14 | trigger has neither of nor where",
        "{ off: payments, where: customer_id = 1 } | 22:16 | unknown key off in trigger; did you mean of?",
        "{ of: payment } | 22:20 | of payment is no stream of the set; did you mean payments?",
        "{ of: [] } | 22:20 | no stream",
        "{ of: [payments, payments] } | 22:31 | duplicate stream payments",
        "{ of: { a: b } } | 22:20 | of in trigger is a mapping",
        "{ of: activity, where: kind } | 22:37 | where \"kind\" is STRING",
        "{ of: activity, where: price > } | 22:37 | cannot be read",
        "{ of: payments, where: price > 1 } | 22:37 | reads price, which stream payments does not have",
        "{ where: price > 1 } | 22:23 | reads price, which stream payments does not have",
        "{ of: payments, where: RAND() > 0.5 } | 22:37 | not a function of the event alone"
      })
  void aBrokenTriggerIsOneProblem(String trigger, String place, String what) {
    assertThat(PipelineFileFixture.problems(set("trigger: " + trigger)))
        .singleElement()
        .asString()
        .startsWith(place + " ")
        .contains(what);
  }

  @Test
  void rowsAreThoseOfEventsOrComeByTime() {
    assertThat(trigger("trigger: event").rowsHaveAnEvent()).isTrue();
    assertThat(trigger("trigger: event").rowsComeByTime()).isFalse();
    assertThat(trigger("trigger: every 1 h").rowsHaveAnEvent()).isFalse();
    assertThat(trigger("trigger: every 1 h").rowsComeByTime()).isTrue();
  }

  @Test
  void itTravelsWithAJob() throws Exception {
    for (Trigger trigger :
        List.of(
            new Trigger.OnEvent(BOTH, Optional.of("kind = 1")),
            new Trigger.OnEvent(BOTH, Optional.empty()),
            new Trigger.Every(Duration.ofHours(1)))) {
      assertThat(InstantiationUtil.clone(trigger)).isEqualTo(trigger);
    }
  }
}
