package io.tidemark.lake;

import io.tidemark.definition.TimePartitioning;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Converts a {@link TableLayout} to Iceberg's schema, partition spec and sort order. */
public final class IcebergSchemaConverter {

  private IcebergSchemaConverter() {}

  /** The layout's columns; the ids are provisional, the catalog gives the real ones. */
  static Schema schema(TableLayout layout) {
    List<RowType.RowField> fields =
        layout.columns().stream()
            .map(c -> new RowType.RowField(c.name(), c.type(), c.doc().isEmpty() ? null : c.doc()))
            .toList();
    Types.StructType struct = (Types.StructType) FlinkSchemaUtil.convert(new RowType(fields));
    return new Schema(struct.fields());
  }

  static PartitionSpec spec(TableLayout layout, Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    return switch (layout.partitioning()) {
      case HOURS -> spec.hour(layout.partitionColumn()).build();
      case DAYS -> spec.day(layout.partitionColumn()).build();
      case NONE -> spec.build();
    };
  }

  static SortOrder order(TableLayout layout, Schema schema) {
    SortOrder.Builder order = SortOrder.builderFor(schema);
    layout.order().forEach(order::asc);
    return order.build();
  }

  /** What the spec partitions by; null where it is none of ours. */
  public static TimePartitioning partitioning(PartitionSpec spec) {
    if (spec.isUnpartitioned()) {
      return TimePartitioning.NONE;
    }
    if (spec.fields().size() > 1) {
      return null;
    }
    return switch (spec.fields().get(0).transform().toString()) {
      case "hour" -> TimePartitioning.HOURS;
      case "day" -> TimePartitioning.DAYS;
      default -> null;
    };
  }

  /** A spec as a reader knows it: {@code day(event_time)}. */
  public static String describe(PartitionSpec spec, Schema schema) {
    if (spec.isUnpartitioned()) {
      return "none";
    }
    return String.join(", ", spec.fields().stream().map(field -> describe(field, schema)).toList());
  }

  private static String describe(PartitionField field, Schema schema) {
    return field.transform() + "(" + schema.findColumnName(field.sourceId()) + ")";
  }

  /** Whether both hold the same values; field ids and comments do not matter. */
  static boolean same(Type one, Type other) {
    if (one.typeId() != other.typeId()) {
      return false;
    }
    if (one.isPrimitiveType()) {
      return one.equals(other);
    }
    List<Types.NestedField> left = one.asNestedType().fields();
    List<Types.NestedField> right = other.asNestedType().fields();
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!left.get(i).name().equals(right.get(i).name()) || !same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean same(Types.NestedField one, Types.NestedField other) {
    return one.isOptional() == other.isOptional() && same(one.type(), other.type());
  }
}
