package io.tidemark.event.file;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.shaded.org.apache.parquet.schema.GroupType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type.Repetition;

/**
 * Resolves columns by name in the schema of a Parquet file, before {@link ReadSchemaResolver}. Only
 * then does Iceberg see them, under ids of our own: it would refuse the whole file for a type of
 * which it knows nothing in a column that nobody asked for, and ids as some writers set them, one
 * for all, are none.
 */
final class ParquetSchemaResolver {

  private final List<String> problems = new ArrayList<>();
  private int ids;

  private ParquetSchemaResolver() {}

  /**
   * Projects the file to the columns of the shape, as far as it has them.
   *
   * @throws UnreadableFileException if one is of another kind
   */
  static MessageType project(String location, MessageType file, RowType shape)
      throws UnreadableFileException {
    ParquetSchemaResolver columns = new ParquetSchemaResolver();
    List<Type> fields = columns.fields(file, shape, "");
    if (!columns.problems.isEmpty()) {
      throw new UnreadableFileException(location, String.join("; ", columns.problems));
    }
    return new MessageType(file.getName(), fields);
  }

  private List<Type> fields(GroupType group, RowType shape, String prefix) {
    List<Type> fields = new ArrayList<>();
    for (RowType.RowField wanted : shape.getFields()) {
      String name = prefix + wanted.getName();
      List<Type> found =
          group.getFields().stream().filter(f -> f.getName().equals(wanted.getName())).toList();
      if (found.size() == 1) {
        fields.add(type(found.get(0), wanted.getType(), name));
      } else if (!found.isEmpty()) {
        problems.add("it has more than one column " + name);
      } else if (!prefix.isEmpty()) {
        problems.add("it has no column " + name);
      }
    }
    return fields;
  }

  private Type type(Type file, LogicalType wanted, String name) {
    return nested(file, wanted, name).withId(++ids);
  }

  private Type nested(Type file, LogicalType wanted, String name) {
    if (wanted instanceof RowType row && isRecord(file)) {
      return file.asGroupType().withNewFields(fields(file.asGroupType(), row, name + "."));
    }
    if (wanted instanceof ArrayType array && isList(file)) {
      return list(file.asGroupType(), array.getElementType(), name);
    }
    if (wanted instanceof MapType map && isMap(file)) {
      GroupType entries = file.asGroupType().getType(0).asGroupType();
      Type key = type(entries.getType(0), map.getKeyType(), name);
      Type value = type(entries.getType(1), map.getValueType(), name);
      return file.asGroupType().withNewFields(entries.withNewFields(key, value));
    }
    boolean single = !(wanted instanceof RowType || wanted instanceof ArrayType);
    if (!file.isPrimitive() || !single || wanted instanceof MapType) {
      refuse(name, kind(file), wanted);
    } else if (isUnsigned(file, Long.SIZE)) {
      refuse(name, "unsigned with 64 bits", wanted);
    }
    return file;
  }

  private Type list(GroupType list, LogicalType wanted, String name) {
    Type element = ParquetSchemaUtil.determineListElementType(list);
    Type read = type(element, wanted, name);
    return element.isRepetition(Repetition.REPEATED)
        ? list.withNewFields(read)
        : list.withNewFields(list.getType(0).asGroupType().withNewFields(read));
  }

  private void refuse(String name, String is, LogicalType wanted) {
    problems.add(
        "its column %s is %s, not %s".formatted(name, is, FlinkSchemaUtil.convert(wanted)));
  }

  private static String kind(Type file) {
    if (file.isRepetition(Repetition.REPEATED)) {
      return "repeated without being a list";
    }
    if (file.isPrimitive()) {
      return "no record, list or map";
    }
    return isList(file) ? "a list" : isMap(file) ? "a map" : "a record";
  }

  /** Whether a number has so many bits and no sign. */
  static boolean isUnsigned(Type type, int bits) {
    return type.isPrimitive()
        && type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation number
        && !number.isSigned()
        && number.getBitWidth() == bits;
  }

  /** Whether it has timestamps as Spark writes them unless told otherwise. */
  static boolean hasInt96(MessageType columns) {
    return columns.getColumns().stream()
        .anyMatch(c -> c.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96);
  }

  private static boolean isRecord(Type type) {
    return !type.isPrimitive()
        && !type.isRepetition(Repetition.REPEATED)
        && type.getLogicalTypeAnnotation() == null;
  }

  static boolean isList(Type type) {
    return LogicalTypeAnnotation.listType().equals(type.getLogicalTypeAnnotation())
        && type.asGroupType().getFieldCount() == 1
        && type.asGroupType().getType(0).isRepetition(Repetition.REPEATED);
  }

  static boolean isMap(Type type) {
    return LogicalTypeAnnotation.mapType().equals(type.getLogicalTypeAnnotation())
        && type.asGroupType().getFieldCount() == 1
        && type.asGroupType().getType(0) instanceof GroupType entries
        && entries.isRepetition(Repetition.REPEATED)
        && entries.getFieldCount() == 2;
  }
}
