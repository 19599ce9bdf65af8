package io.tidemark.feature;

import io.tidemark.feature.engine.EventArrival;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/** Converts a row in the {@link ProjectedLayout} to an {@link EventArrival} of the engine. */
final class EventArrivalConverter implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int time;
  private final int id;
  private final int input;
  private final int partition;
  private final int offset;
  private final RowData.FieldGetter[] slots;
  private final ValueConverters.Conversion[] conversions;

  EventArrivalConverter(ProjectedLayout layout, List<SlotExpression> slotList) {
    this.time = layout.time();
    this.id = layout.id();
    this.input = layout.input();
    this.partition = layout.partition();
    this.offset = layout.offset();
    this.slots = getters(layout, layout.slot(0), slotList.size());
    this.conversions =
        slotList.stream()
            .map(s -> ValueConverters.toMaths(s.type()))
            .toArray(ValueConverters.Conversion[]::new);
  }

  EventArrival read(RowData row) {
    Object[] values = new Object[slots.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = conversions[i].apply(slots[i].getFieldOrNull(row));
    }
    return new EventArrival(
        row.getTimestamp(time, 3).getMillisecond(),
        row.getString(id).toBytes(),
        row.getInt(input),
        row.getInt(partition),
        row.getLong(offset),
        values);
  }

  private static RowData.FieldGetter[] getters(ProjectedLayout layout, int from, int count) {
    RowData.FieldGetter[] getters = new RowData.FieldGetter[count];
    for (int i = 0; i < count; i++) {
      LogicalType type = layout.rowType().getTypeAt(from + i);
      getters[i] = RowData.createFieldGetter(type, from + i);
    }
    return getters;
  }
}
