package io.tidemark.feature;

import io.tidemark.definition.AggregateFunction;
import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.maths.FeaturePlan;
import io.tidemark.feature.maths.FeatureSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * What a feature set keeps of an event, each value once, and how its aggregates read it.
 *
 * @param slots the kept values
 * @param features the aggregates over them
 */
public record SlotPlan(List<Slot> slots, FeaturePlan features) {

  private static final int NONE = -1;

  public SlotPlan {
    slots = List.copyOf(slots);
  }

  public static SlotPlan of(FeatureSet set) {
    List<Slot> slots = new ArrayList<>();
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
      specs.add(
          new FeatureSpec(
              AggregateFunction.valueOf(feature.call().function().toUpperCase(Locale.ROOT)),
              argument,
              condition,
              input,
              feature.window(),
              feature.argumentType().map(Values::type).orElse(null)));
    }
    return new SlotPlan(slots, new FeaturePlan(specs, set.remember().toMillis()));
  }

  private static int place(List<Slot> slots, int input, String sql, LogicalType type) {
    Slot slot = new Slot(input, sql.trim(), type.copy(true));
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
