package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.FeatureSet.EntityColumn;
import io.tidemark.feature.engine.EventArrival;
import io.tidemark.feature.engine.StaleRowRange;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * Converts a late event and the rows that it made stale to a row of {@link
 * io.tidemark.lake.ledger.LateLedger}.
 */
final class LateEntryConverter implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String set;
  private final List<String> streams;
  private final List<Part> entity;

  /** A column of the entity: its name, and the conversion of its value to text. */
  private record Part(
      String name, RowData.FieldGetter getter, DataStructureConverter<Object, Object> converter)
      implements Serializable {

    static Part of(EntityColumn column, int position) {
      return new Part(
          column.name(),
          RowData.createFieldGetter(column.type(), position),
          DataStructureConverters.getConverter(
              TypeConversions.fromLogicalToDataType(column.type())));
    }

    StringData text(RowData key) {
      return StringData.fromString(
          String.valueOf(converter.toExternal(getter.getFieldOrNull(key))));
    }
  }

  LateEntryConverter(FeatureSet set) {
    this.set = set.name();
    this.streams = set.inputs().stream().map(FeatureSet.Input::stream).toList();
    Part[] parts = new Part[set.entity().size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Part.of(set.entity().get(i), i);
    }
    this.entity = List.of(parts);
  }

  /**
   * @param finalUpTo event time, epoch milliseconds, up to which the set's rows are final
   */
  RowData write(RowData key, EventArrival event, StaleRowRange stale, long finalUpTo) {
    return GenericRowData.of(
        StringData.fromString(set),
        entity(key),
        TimestampData.fromEpochMillis(event.time()),
        StringData.fromString(streams.get(event.stream())),
        StringData.fromBytes(event.id()),
        event.partition(),
        event.offset(),
        TimestampData.fromEpochMillis(stale.first()),
        stale.isEndless() ? null : TimestampData.fromEpochMillis(stale.last()),
        finalUpTo == Long.MAX_VALUE ? null : TimestampData.fromEpochMillis(finalUpTo));
  }

  private GenericMapData entity(RowData key) {
    Map<StringData, StringData> columns = new LinkedHashMap<>();
    entity.forEach(part -> columns.put(StringData.fromString(part.name()), part.text(key)));
    return new GenericMapData(columns);
  }
}
