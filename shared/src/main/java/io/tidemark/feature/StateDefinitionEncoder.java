package io.tidemark.feature;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Window;
import io.tidemark.feature.engine.FeatureSpec;
import io.tidemark.feature.engine.TriggerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Encodes a feature set's definition as the text that {@link FingerprintStateCheck} saves with its
 * state. The text is a contract with savepoints: its words are spelled here, and are no names of
 * types, which may change. Types of values are spelled as in SQL, lengths of time as in ISO 8601.
 */
final class StateDefinitionEncoder {

  private StateDefinitionEncoder() {}

  /** The same text for the same definition, in every version and every locale. */
  static String encode(FeatureSet set, SlotPlan plan) {
    return String.join(
        "\n",
        list(set.inputs(), StateDefinitionEncoder::input),
        list(plan.slots(), StateDefinitionEncoder::slot),
        list(plan.features().features(), StateDefinitionEncoder::feature),
        plan.features().trigger().accept(new TriggerEncoder()));
  }

  private static String input(FeatureSet.Input input) {
    return "Input[stream=%s, entityColumns=%s]"
        .formatted(input.stream(), list(input.entityColumns(), Function.identity()));
  }

  private static String slot(SlotExpression slot) {
    return "Slot[input=%s, sql=%s, type=%s]"
        .formatted(slot.input(), slot.sql(), slot.type().asSummaryString());
  }

  private static String feature(FeatureSpec feature) {
    return "FeatureSpec[call=%s, argument=%s, condition=%s, stream=%s, window=%s]"
        .formatted(
            call(feature.call()),
            feature.argument(),
            feature.condition(),
            feature.stream(),
            window(feature.window()));
  }

  private static String call(AggregateCall call) {
    return "AggregateCall[function=%s, argument=%s, parameters=%s]"
        .formatted(call.function(), call.argument(), list(call.parameters(), Number::toString));
  }

  private static String window(Window window) {
    return "Window[length=%s, step=%s]".formatted(length(window.length()), length(window.step()));
  }

  private static String length(Optional<Duration> length) {
    return length.map(time -> "Optional[" + time + "]").orElse("Optional.empty");
  }

  private static <T> String list(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(", ", "[", "]"));
  }

  private static final class TriggerEncoder implements TriggerSpec.Visitor<String> {

    @Override
    public String onEvent(TriggerSpec.OnEvent trigger) {
      return "OnEvent[conditions=" + list(trigger.conditions(), String::valueOf) + "]";
    }

    @Override
    public String every(TriggerSpec.Every trigger) {
      return "Every[step=" + trigger.step() + "]";
    }
  }
}
