package io.tidemark.event.file;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.RejectedException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonFormatOptions.MapNullKeyMode;
import org.apache.flink.formats.json.JsonRowDataSerializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Converts rows with the columns of a {@link FileRowLayout}: to the message that a record stands
 * for, whose topic is the file, and to the reject ({@link RejectLayout}) that it may become.
 */
public final class FileRecordConverter implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String stream;
  private final FileRowLayout layout;
  private final int first;
  private final RowData.FieldGetter[] columns;

  private transient SerializationSchema<RowData> json;

  /**
   * @param rowType of the rows, as far as they have the layout's columns
   * @param first position of the first of these
   */
  public FileRecordConverter(ImportDefinition definition, RowType rowType, int first) {
    this.stream = definition.stream();
    this.layout = FileRowLayout.of(definition);
    this.first = first;
    this.columns = new RowData.FieldGetter[layout.columns()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = RowData.createFieldGetter(rowType.getTypeAt(first + i), first + i);
    }
  }

  /** Converts a row to the message that it stands for, without its value. */
  public ConsumerRecord<byte[], byte[]> message(RowData row) {
    return message(row, null);
  }

  /**
   * Converts a row to a reject. Its value is the text as it came, and where files are no text, the
   * columns of the import as JSON.
   */
  public RowData reject(RowData row, RejectedException why) {
    return RejectLayout.row(stream, message(row, value(row)), why);
  }

  private ConsumerRecord<byte[], byte[]> message(RowData row, byte[] value) {
    return message(layout.file(row, first), layout.row(row, first), value);
  }

  static ConsumerRecord<byte[], byte[]> message(ImportFile file, long row, byte[] value) {
    return new ConsumerRecord<>(
        file.location(),
        file.number(),
        row,
        file.arrived(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private byte[] value(RowData row) {
    byte[] text = layout.text(row, first);
    return text == null ? json().serialize(values(row)) : text;
  }

  private RowData values(RowData row) {
    GenericRowData values = new GenericRowData(columns.length);
    for (int i = 0; i < columns.length; i++) {
      values.setField(i, columns[i].getFieldOrNull(row));
    }
    return values;
  }

  private SerializationSchema<RowData> json() {
    if (json == null) {
      json =
          new JsonRowDataSerializationSchema(
              layout.ofColumns(),
              TimestampFormat.ISO_8601,
              MapNullKeyMode.LITERAL,
              "null",
              true,
              false);
      try {
        json.open(null);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return json;
  }
}
