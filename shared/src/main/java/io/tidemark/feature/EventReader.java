package io.tidemark.feature;

import io.tidemark.feature.maths.Event;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/** Reads a projected row as an event of the maths. */
final class EventReader implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int time;
  private final int id;
  private final int input;
  private final int partition;
  private final int offset;
  private final RowData.FieldGetter[] entity;
  private final RowData.FieldGetter[] slots;
  private final Values.Conversion[] conversions;

  EventReader(ProjectedLayout layout, List<Slot> slotList) {
    this.time = layout.time();
    this.id = layout.id();
    this.input = layout.input();
    this.partition = layout.partition();
    this.offset = layout.offset();
    this.entity = getters(layout, 0, layout.entityArity());
    this.slots = getters(layout, layout.slot(0), slotList.size());
    this.conversions =
        slotList.stream().map(s -> Values.toMaths(s.type())).toArray(Values.Conversion[]::new);
  }

  Event read(RowData row) {
    Object[] values = new Object[slots.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = conversions[i].apply(slots[i].getFieldOrNull(row));
    }
    return new Event(
        row.getTimestamp(time, 3).getMillisecond(),
        row.getString(id).toString(),
        row.getInt(input),
        row.getInt(partition),
        row.getLong(offset),
        values);
  }

  void copyEntity(RowData key, GenericRowData row) {
    for (int i = 0; i < entity.length; i++) {
      row.setField(i, entity[i].getFieldOrNull(key));
    }
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
