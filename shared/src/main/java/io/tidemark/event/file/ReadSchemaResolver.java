package io.tidemark.event.file;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Resolves the columns to read by name in the Iceberg schema of a file, and says what keeps the
 * file from being read. For Parquet, {@link ParquetSchemaResolver} goes before it.
 */
final class ReadSchemaResolver {

  private final List<String> problems = new ArrayList<>();

  private ReadSchemaResolver() {}

  /**
   * Projects the file to the columns of the shape: named and typed as there, with the ids of the
   * file.
   *
   * @throws UnreadableFileException if one is missing or its values might not fit
   */
  static Schema project(String location, Schema file, RowType shape)
      throws UnreadableFileException {
    ReadSchemaResolver schema = new ReadSchemaResolver();
    Types.StructType columns = schema.struct(file.asStruct(), shape, "");
    if (!schema.problems.isEmpty()) {
      throw new UnreadableFileException(location, String.join("; ", schema.problems));
    }
    return new Schema(columns.fields());
  }

  private Types.StructType struct(Types.StructType file, RowType shape, String prefix) {
    List<NestedField> fields = new ArrayList<>();
    for (RowType.RowField wanted : shape.getFields()) {
      String name = prefix + wanted.getName();
      NestedField found = file.field(wanted.getName());
      if (found == null) {
        problems.add("it has no column " + name);
      } else {
        Type type = type(found.type(), wanted.getType(), name);
        fields.add(NestedField.optional(found.fieldId(), found.name(), type));
      }
    }
    return Types.StructType.of(fields);
  }

  private Type type(Type file, LogicalType wanted, String name) {
    Type type = FlinkSchemaUtil.convert(wanted);
    if (file.typeId() == type.typeId() && file.isStructType()) {
      return struct(file.asStructType(), (RowType) wanted, name + ".");
    }
    if (file.typeId() == type.typeId() && file.isListType()) {
      LogicalType element = wanted.getChildren().get(0);
      return Types.ListType.ofOptional(
          file.asListType().elementId(), type(file.asListType().elementType(), element, name));
    }
    if (file.typeId() == type.typeId() && file.isMapType()) {
      Types.MapType map = file.asMapType();
      return Types.MapType.ofOptional(
          map.keyId(),
          map.valueId(),
          type(map.keyType(), wanted.getChildren().get(0), name),
          type(map.valueType(), wanted.getChildren().get(1), name));
    }
    if (!isReadableAs(file, type)) {
      problems.add("its column " + name + " is " + file + ", not " + type);
    }
    return type;
  }

  /** A timestamp without a zone is UTC, as everywhere. */
  private static boolean isReadableAs(Type file, Type wanted) {
    return file.equals(wanted)
        || file.typeId() == TypeID.TIMESTAMP && wanted.typeId() == TypeID.TIMESTAMP
        || file.isPrimitiveType()
            && wanted.isPrimitiveType()
            && TypeUtil.isPromotionAllowed(file, wanted.asPrimitiveType());
  }
}
