package io.tidemark.definition;

import static org.apache.flink.table.types.logical.LogicalTypeRoot.BIGINT;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.BOOLEAN;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.DATE;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.DECIMAL;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.DOUBLE;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.FLOAT;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.INTEGER;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.VARBINARY;
import static org.apache.flink.table.types.logical.LogicalTypeRoot.VARCHAR;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Which types an aggregate takes, and which it gives. */
public final class AggregateTypes {

  /** Type of every count. */
  public static final LogicalType COUNT = new BigIntType(false);

  private static final Set<LogicalTypeRoot> NUMBERS =
      EnumSet.of(INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL);
  private static final Set<LogicalTypeRoot> ORDERED =
      EnumSet.of(
          INTEGER,
          BIGINT,
          FLOAT,
          DOUBLE,
          DECIMAL,
          VARCHAR,
          BOOLEAN,
          DATE,
          TIMESTAMP_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE);

  private AggregateTypes() {}

  /** Why the aggregate does not take the argument, as the end of a sentence; empty if it does. */
  public static Optional<String> problemWith(AggregateFunction function, LogicalType argument) {
    LogicalTypeRoot root = argument.getTypeRoot();
    return switch (function) {
      case COUNT -> Optional.empty();
      case SUM, AVG -> unless(NUMBERS.contains(root), "takes numbers");
      case MIN, MAX -> unless(ORDERED.contains(root), "takes values that have an order");
      case FIRST, LAST, COUNT_DISTINCT ->
          unless(
              ORDERED.contains(root) || root == VARBINARY,
              "takes single values: no ARRAY, MAP, ROW");
    };
  }

  private static Optional<String> unless(boolean fits, String problem) {
    return fits ? Optional.empty() : Optional.of(problem);
  }

  /** Type of the aggregate's value, for an argument that it takes. */
  public static LogicalType resultType(AggregateFunction function, LogicalType argument) {
    return switch (function) {
      case COUNT, COUNT_DISTINCT -> COUNT;
      case SUM -> argument instanceof DecimalType d ? decimal(d.getScale()) : argument.copy(true);
      case AVG ->
          argument instanceof DecimalType d
              ? decimal(Math.max(6, d.getScale()))
              : argument.copy(true);
      case MIN, MAX, FIRST, LAST -> argument.copy(true);
    };
  }

  private static LogicalType decimal(int scale) {
    return new DecimalType(DecimalType.MAX_PRECISION, scale);
  }

  /** The type with STRING for every CHAR and VARCHAR, and BYTES for every BINARY and VARBINARY. */
  public static LogicalType normalise(LogicalType type) {
    boolean nullable = type.isNullable();
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR -> new VarCharType(nullable, VarCharType.MAX_LENGTH);
      case BINARY, VARBINARY -> new VarBinaryType(nullable, VarBinaryType.MAX_LENGTH);
      case ARRAY -> new ArrayType(nullable, normalise(((ArrayType) type).getElementType()));
      case MAP ->
          new MapType(
              nullable,
              normalise(((MapType) type).getKeyType()),
              normalise(((MapType) type).getValueType()));
      case ROW -> normalise((RowType) type);
      default -> type;
    };
  }

  private static LogicalType normalise(RowType type) {
    return new RowType(
        type.isNullable(),
        type.getFields().stream()
            .map(f -> new RowType.RowField(f.getName(), normalise(f.getType())))
            .toList());
  }
}
