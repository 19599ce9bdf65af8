package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import io.tidemark.event.EventLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * The columns of an event as one feature set reads it: the entity, the event's identity and
 * coordinates, then the slots. {@link ProjectEventsOperator} writes them, {@link
 * EventArrivalConverter} reads them.
 */
public final class ProjectedLayout {

  private final int entityArity;
  private final RowType rowType;

  public ProjectedLayout(FeatureSet set, List<SlotExpression> slots) {
    this.entityArity = set.entity().size();
    List<RowType.RowField> fields = new ArrayList<>();
    set.entity().forEach(e -> fields.add(new RowType.RowField(e.name(), e.type())));
    fields.add(new RowType.RowField("event_time", EventLayout.eventTimeType()));
    fields.add(new RowType.RowField("event_id", new VarCharType(false, VarCharType.MAX_LENGTH)));
    fields.add(new RowType.RowField("input", new IntType(false)));
    fields.add(new RowType.RowField("partition", new IntType(false)));
    fields.add(new RowType.RowField("offset", new BigIntType(false)));
    for (int i = 0; i < slots.size(); i++) {
      fields.add(new RowType.RowField("slot_" + i, slots.get(i).type()));
    }
    this.rowType = new RowType(false, fields);
  }

  public RowType rowType() {
    return rowType;
  }

  int entityArity() {
    return entityArity;
  }

  int time() {
    return entityArity;
  }

  int id() {
    return entityArity + 1;
  }

  int input() {
    return entityArity + 2;
  }

  int partition() {
    return entityArity + 3;
  }

  int offset() {
    return entityArity + 4;
  }

  int slot(int i) {
    return entityArity + 5 + i;
  }
}
