package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Projects the events of one stream to the {@link ProjectedLayout} of a feature set, and sets the
 * record's timestamp again: records that come out of Flink SQL in BATCH have lost theirs.
 */
public final class ProjectEventsOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData> {

  private static final String UID = "project-";
  private static final long serialVersionUID = 1L;

  private final int input;
  private final RowData.FieldGetter[] entity;
  private final RowData.FieldGetter time;
  private final RowData.FieldGetter id;
  private final int partition;
  private final int offset;
  private final RowData.FieldGetter[] slots;

  /**
   * @param input position of the stream among the set's inputs
   * @param row type of the incoming rows
   * @param columns where everything stands in them
   */
  private ProjectEventsOperator(int input, RowType row, Columns columns) {
    this.input = input;
    this.entity =
        columns.entity().stream().map(c -> getter(row, c)).toArray(RowData.FieldGetter[]::new);
    this.time = getter(row, columns.time());
    this.id = getter(row, columns.id());
    this.partition = row.getFieldIndex(columns.partition());
    this.offset = row.getFieldIndex(columns.offset());
    this.slots =
        columns.slots().stream()
            .map(c -> c == null ? null : getter(row, c))
            .toArray(RowData.FieldGetter[]::new);
  }

  /**
   * Names of the columns to take.
   *
   * @param slots one a slot of the set; null where the slot is another stream's
   */
  public record Columns(
      List<String> entity,
      String time,
      String id,
      String partition,
      String offset,
      List<String> slots) {}

  /**
   * The events of one of the set's streams, in the {@link ProjectedLayout}.
   *
   * @param type of the events' rows
   * @param columns where everything stands in them
   * @param input position of the stream among the set's inputs
   */
  public static DataStream<RowData> attach(
      DataStream<RowData> events,
      RowType type,
      Columns columns,
      FeatureSet set,
      SlotPlan plan,
      int input) {
    String stream = set.inputs().get(input).stream();
    String id = set.name() + "-" + stream;
    return events
        .transform(
            "project " + stream + " for " + set.name(),
            InternalTypeInfo.of(new ProjectedLayout(set, plan.slots()).rowType()),
            new ProjectEventsOperator(input, type, columns))
        .uid(UID + id);
  }

  @Override
  public void processElement(StreamRecord<RowData> element) {
    RowData event = element.getValue();
    GenericRowData row = new GenericRowData(entity.length + 5 + slots.length);
    int position = 0;
    for (RowData.FieldGetter getter : entity) {
      row.setField(position++, getter.getFieldOrNull(event));
    }
    TimestampData eventTime = (TimestampData) time.getFieldOrNull(event);
    row.setField(position++, eventTime);
    row.setField(position++, text(id.getFieldOrNull(event)));
    row.setField(position++, input);
    row.setField(position++, event.getInt(partition));
    row.setField(position++, event.getLong(offset));
    for (RowData.FieldGetter getter : slots) {
      row.setField(position++, getter == null ? null : getter.getFieldOrNull(event));
    }
    output.collect(element.replace(row, eventTime.getMillisecond()));
  }

  private static StringData text(Object id) {
    return id instanceof StringData text ? text : StringData.fromString(id.toString());
  }

  private static RowData.FieldGetter getter(RowType row, String column) {
    int position = row.getFieldIndex(column);
    LogicalType type = row.getTypeAt(position);
    return RowData.createFieldGetter(type, position);
  }
}
