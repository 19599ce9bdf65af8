package io.tidemark.feature;

import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.engine.EventArrival;
import java.io.Serializable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * Converts the values that the engine hands over to a feature row in the {@link FeatureLayout},
 * before the derived features.
 */
final class FeatureRowConverter implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RowData.FieldGetter[] entity;
  private final String[] inputs;
  private final ValueConverters.Conversion[] results;
  private transient StringData[] streams;

  FeatureRowConverter(FeatureSet set) {
    this.entity = new RowData.FieldGetter[set.entity().size()];
    for (int i = 0; i < entity.length; i++) {
      entity[i] = RowData.createFieldGetter(set.entity().get(i).type(), i);
    }
    this.inputs = set.inputs().stream().map(FeatureSet.Input::stream).toArray(String[]::new);
    this.results =
        set.aggregates().stream()
            .map(Feature.Aggregate::type)
            .map(ValueConverters::toFlink)
            .toArray(ValueConverters.Conversion[]::new);
  }

  void open() {
    streams = new StringData[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      streams[i] = StringData.fromString(inputs[i]);
    }
  }

  /**
   * @param trigger null for a row at a grid point, which has neither an event's id nor its stream
   */
  RowData write(RowData key, long time, EventArrival trigger, Object[] values) {
    int width = entity.length + (trigger == null ? 1 : 3) + results.length;
    GenericRowData row = new GenericRowData(width);
    int next = 0;
    for (RowData.FieldGetter getter : entity) {
      row.setField(next++, getter.getFieldOrNull(key));
    }
    row.setField(next++, TimestampData.fromEpochMillis(time));
    if (trigger != null) {
      row.setField(next++, StringData.fromBytes(trigger.id()));
      row.setField(next++, streams[trigger.stream()]);
    }
    for (int i = 0; i < results.length; i++) {
      row.setField(next++, results[i].apply(values[i]));
    }
    return row;
  }
}
