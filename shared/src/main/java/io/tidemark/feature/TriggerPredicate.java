package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.engine.TriggerSpec;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.data.RowData;

/**
 * Tests whether an event in the {@link ProjectedLayout} asks for a row; of sets whose trigger is
 * events. {@code audit} compares feature rows with it.
 */
public final class TriggerPredicate implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<Integer> conditions;
  private final int input;
  private final int firstSlot;

  /**
   * Creates the predicate of a set.
   *
   * @param set a set whose rows are at events rather than at grid points
   */
  public TriggerPredicate(FeatureSet set) {
    SlotPlan plan = SlotPlan.of(set);
    ProjectedLayout layout = new ProjectedLayout(set, plan.slots());
    this.conditions = ((TriggerSpec.OnEvent) plan.features().trigger()).conditions();
    this.input = layout.input();
    this.firstSlot = layout.offset() + 1;
  }

  /** Tests an event in the {@link ProjectedLayout}. */
  public boolean test(RowData event) {
    if (conditions.isEmpty()) {
      return true;
    }
    int condition = conditions.get(event.getInt(input));
    return condition == TriggerSpec.OnEvent.ALWAYS
        || condition >= 0
            && !event.isNullAt(firstSlot + condition)
            && event.getBoolean(firstSlot + condition);
  }
}
