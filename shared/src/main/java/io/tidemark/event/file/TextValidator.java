package io.tidemark.event.file;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Validates that the texts of a row are UTF-8, wherever they are in it, for {@link
 * ParquetRecordReader}: Parquet's readers pass bytes on as they are, and other readers of the table
 * would then refuse all of it.
 */
final class TextValidator {

  private static final Check NOTHING = value -> {};

  private final Check check;

  private TextValidator(Check check) {
    this.check = check;
  }

  /** Creates a validator of rows of that shape. */
  static TextValidator of(RowType shape) {
    return new TextValidator(row(shape, ""));
  }

  /**
   * @throws RejectedException if one is not UTF-8
   */
  void require(RowData row) throws RejectedException {
    check.require(row);
  }

  private interface Check {
    void require(Object value) throws RejectedException;
  }

  private static Check of(LogicalType type, String name) {
    if (type.is(LogicalTypeRoot.VARCHAR)) {
      return text -> requireUtf8(((StringData) text).toBytes(), name);
    }
    if (type instanceof RowType row) {
      return row(row, name + ".");
    }
    if (type instanceof ArrayType array) {
      return elements(array.getElementType(), name);
    }
    if (type instanceof MapType map) {
      return entries(map, name);
    }
    return NOTHING;
  }

  private static Check row(RowType shape, String prefix) {
    List<Check> fields = new ArrayList<>();
    for (int i = 0; i < shape.getFieldCount(); i++) {
      Check field = of(shape.getTypeAt(i), prefix + shape.getFieldNames().get(i));
      if (field != NOTHING) {
        fields.add(field(field, RowData.createFieldGetter(shape.getTypeAt(i).copy(true), i)));
      }
    }
    if (fields.isEmpty()) {
      return NOTHING;
    }
    return row -> {
      for (Check field : fields) {
        field.require(row);
      }
    };
  }

  private static Check field(Check check, RowData.FieldGetter getter) {
    return row -> {
      Object value = getter.getFieldOrNull((RowData) row);
      if (value != null) {
        check.require(value);
      }
    };
  }

  private static Check elements(LogicalType type, String name) {
    Check element = of(type, name);
    if (element == NOTHING) {
      return NOTHING;
    }
    ArrayData.ElementGetter getter = ArrayData.createElementGetter(type.copy(true));
    return value -> {
      ArrayData array = (ArrayData) value;
      for (int i = 0; i < array.size(); i++) {
        Object part = getter.getElementOrNull(array, i);
        if (part != null) {
          element.require(part);
        }
      }
    };
  }

  private static Check entries(MapType type, String name) {
    Check keys = elements(type.getKeyType(), name);
    Check values = elements(type.getValueType(), name);
    return map -> {
      keys.require(((MapData) map).keyArray());
      values.require(((MapData) map).valueArray());
    };
  }

  private static void requireUtf8(byte[] text, String name) throws RejectedException {
    for (byte unit : text) {
      if (unit < 0) {
        decode(text, name);
        return;
      }
    }
  }

  private static void decode(byte[] text, String name) throws RejectedException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new RejectedException(
          RejectReason.WRONG_TYPE, "column " + name + ": its text is not UTF-8");
    }
  }
}
