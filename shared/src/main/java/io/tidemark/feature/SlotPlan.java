package io.tidemark.feature;

import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Trigger;
import io.tidemark.feature.engine.FeaturePlan;
import io.tidemark.feature.engine.FeatureSpec;
import io.tidemark.feature.engine.TriggerSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The values that a feature set keeps of an event, each once, and the {@link FeaturePlan} of the
 * aggregates that read them.
 *
 * @param slots the kept values
 * @param features the aggregates over them
 */
public record SlotPlan(List<SlotExpression> slots, FeaturePlan features) {

  private static final int NONE = -1;

  public SlotPlan {
    slots = List.copyOf(slots);
  }

  /** The plan of a set; equal expressions of a stream share a slot. */
  public static SlotPlan of(FeatureSet set) {
    List<SlotExpression> slots = new ArrayList<>();
    List<FeatureSpec> specs = new ArrayList<>();
    for (Feature.Aggregate feature : set.aggregates()) {
      int input = feature.of().map(stream -> positionOf(set, stream)).orElse(NONE);
      int argument =
          feature
              .argument()
              .map(sql -> place(slots, input, sql, feature.argumentType().orElseThrow()))
              .orElse(NONE);
      int condition =
          feature.where().map(sql -> place(slots, input, sql, new BooleanType())).orElse(NONE);
      specs.add(new FeatureSpec(feature.call(), argument, condition, input, feature.window()));
    }
    TriggerSpec trigger = trigger(set, slots);
    List<ValueType> types =
        slots.stream().map(SlotExpression::type).map(ValueConverters::type).toList();
    return new SlotPlan(slots, new FeaturePlan(types, specs, trigger, set.remember().toMillis()));
  }

  private static TriggerSpec trigger(FeatureSet set, List<SlotExpression> slots) {
    return set.trigger()
        .accept(
            new Trigger.Visitor<>() {
              @Override
              public TriggerSpec onEvent(Trigger.OnEvent trigger) {
                return SlotPlan.onEvent(trigger, set, slots);
              }

              @Override
              public TriggerSpec every(Trigger.Every trigger) {
                return new TriggerSpec.Every(trigger.step().toMillis());
              }
            });
  }

  private static TriggerSpec onEvent(
      Trigger.OnEvent trigger, FeatureSet set, List<SlotExpression> slots) {
    List<Integer> conditions = new ArrayList<>();
    for (int input = 0; input < set.inputs().size(); input++) {
      conditions.add(condition(trigger, set.inputs().get(input).stream(), input, slots));
    }
    boolean all = conditions.stream().allMatch(c -> c == TriggerSpec.OnEvent.ALWAYS);
    return all ? TriggerSpec.EVERY_EVENT : new TriggerSpec.OnEvent(conditions);
  }

  private static int condition(
      Trigger.OnEvent trigger, String stream, int input, List<SlotExpression> slots) {
    if (!trigger.streams().contains(stream)) {
      return TriggerSpec.OnEvent.NEVER;
    }
    return trigger
        .where()
        .map(sql -> place(slots, input, sql, new BooleanType()))
        .orElse(TriggerSpec.OnEvent.ALWAYS);
  }

  /** Whether rows are at grid points rather than at events. */
  boolean isOnGrid() {
    return features.trigger().isOnGrid();
  }

  private static int place(List<SlotExpression> slots, int input, String sql, LogicalType type) {
    SlotExpression slot = new SlotExpression(input, sql.trim(), type.copy(true));
    int known = slots.indexOf(slot);
    if (known >= 0) {
      return known;
    }
    slots.add(slot);
    return slots.size() - 1;
  }

  private static int positionOf(FeatureSet set, String stream) {
    for (int i = 0; i < set.inputs().size(); i++) {
      if (set.inputs().get(i).stream().equals(stream)) {
        return i;
      }
    }
    throw new IllegalArgumentException(set.name() + " does not read " + stream);
  }
}
