package io.tidemark.definition.sql;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.ValueType;
import java.util.Optional;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Converts between Flink's logical types and the {@link ValueType}s of aggregates, and infers the
 * types of their results.
 */
public final class AggregateTypes {

  private AggregateTypes() {}

  /**
   * Reason why the aggregate does not take the argument, as the end of a sentence; empty if it
   * does.
   *
   * @param argument empty for {@code *}
   */
  public static Optional<String> problemWith(
      AggregateFunction function, Optional<LogicalType> argument) {
    Optional<ValueType> type = argument.flatMap(AggregateTypes::valueType);
    if (argument.isPresent() && type.isEmpty() && !function.takesStar()) {
      return Optional.of("takes no " + argument.get().asSummaryString());
    }
    try {
      return ColumnTypes.problemWithResult(resultType(function, type))
          .map(problem -> "would give a value that " + problem);
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Type of the aggregate's value, for an argument that it takes. */
  public static LogicalType resultType(AggregateFunction function, AggregateCall call) {
    return resultType(function, Optional.ofNullable(call.argument()));
  }

  private static LogicalType resultType(AggregateFunction function, Optional<ValueType> argument) {
    return logicalType(function.resultType(argument.orElse(null)), !function.neverNull());
  }

  /** Value type of a logical type; empty where aggregates know none, as of a ROW. */
  public static Optional<ValueType> valueType(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case BOOLEAN -> Optional.of(ValueType.BOOLEAN);
      case INTEGER -> Optional.of(ValueType.INT);
      case BIGINT -> Optional.of(ValueType.BIGINT);
      case FLOAT -> Optional.of(ValueType.FLOAT);
      case DOUBLE -> Optional.of(ValueType.DOUBLE);
      case DECIMAL -> Optional.of(decimal((DecimalType) type));
      case CHAR, VARCHAR -> Optional.of(ValueType.STRING);
      case BINARY, VARBINARY -> Optional.of(ValueType.BYTES);
      case DATE -> Optional.of(ValueType.DATE);
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          Optional.of(ValueType.timestamp(LogicalTypeChecks.getPrecision(type)));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          Optional.of(ValueType.timestampLtz(LogicalTypeChecks.getPrecision(type)));
      case ARRAY -> valueType(((ArrayType) type).getElementType()).map(ValueType::array);
      case MAP -> map((MapType) type);
      default -> Optional.empty();
    };
  }

  private static ValueType decimal(DecimalType type) {
    return ValueType.decimal(type.getPrecision(), type.getScale());
  }

  private static Optional<ValueType> map(MapType type) {
    return valueType(type.getKeyType())
        .flatMap(key -> valueType(type.getValueType()).map(value -> ValueType.map(key, value)));
  }

  /** Logical type of a value type; what an aggregate puts into an ARRAY or a MAP is never NULL. */
  public static LogicalType logicalType(ValueType type, boolean nullable) {
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanType(nullable);
      case INT -> new IntType(nullable);
      case BIGINT -> new BigIntType(nullable);
      case FLOAT -> new FloatType(nullable);
      case DOUBLE -> new DoubleType(nullable);
      case DECIMAL -> new DecimalType(nullable, type.precision(), type.scale());
      case STRING -> new VarCharType(nullable, VarCharType.MAX_LENGTH);
      case BYTES -> new VarBinaryType(nullable, VarBinaryType.MAX_LENGTH);
      case DATE -> new DateType(nullable);
      case TIMESTAMP -> new TimestampType(nullable, type.precision());
      case TIMESTAMP_LTZ -> new LocalZonedTimestampType(nullable, type.precision());
      case ARRAY -> new ArrayType(nullable, logicalType(type.parts().get(0), false));
      case MAP ->
          new MapType(
              nullable,
              logicalType(type.parts().get(0), false),
              logicalType(type.parts().get(1), false));
    };
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
