package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.engine.TriggerSpec;
import java.io.Serializable;
import org.apache.flink.table.data.RowData;

/**
 * Tests whether an event in the {@link ProjectedLayout} asks for a row, by the {@link TriggerSpec}
 * that the engine asks, too. {@code audit} compares feature rows with it.
 */
public final class TriggerPredicate implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TriggerSpec trigger;
  private final int input;
  private final int firstSlot;

  /** Creates the predicate of a set; no event asks for a row that is at a grid point. */
  public TriggerPredicate(FeatureSet set) {
    SlotPlan plan = SlotPlan.of(set);
    ProjectedLayout layout = new ProjectedLayout(set, plan.slots());
    this.trigger = plan.features().trigger();
    this.input = layout.input();
    this.firstSlot = layout.slot(0);
  }

  /** Tests an event in the {@link ProjectedLayout}. */
  public boolean test(RowData event) {
    return trigger.asks(new ProjectedEvent(event, input, firstSlot));
  }

  private record ProjectedEvent(RowData row, int input, int firstSlot)
      implements TriggerSpec.CandidateEvent {

    @Override
    public int stream() {
      return row.getInt(input);
    }

    @Override
    public boolean isTrue(int slot) {
      return !row.isNullAt(firstSlot + slot) && row.getBoolean(firstSlot + slot);
    }
  }
}
