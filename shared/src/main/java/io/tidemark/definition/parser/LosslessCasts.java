package io.tidemark.definition.parser;

import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeCasts;

/**
 * Casts that an import makes without being asked, since they lose nothing; any other stands in its
 * file as an expression. See {@link ImportParser}.
 */
final class LosslessCasts {

  private LosslessCasts() {}

  /** Whether every value of one type is one of the other; NULL is checked with each value. */
  static boolean isSafe(LogicalType from, LogicalType to) {
    return isSame(from, to)
        || switch (from.getTypeRoot()) {
          case INTEGER -> to.is(LogicalTypeRoot.BIGINT);
          case FLOAT -> to.is(LogicalTypeRoot.DOUBLE);
          case DECIMAL -> to instanceof DecimalType wider && fits((DecimalType) from, wider);
          // A finer timestamp is cut, wherever one is accepted.
          case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
              to.is(from.getTypeRoot());
          default -> false;
        };
  }

  /** The expression as a value of that type. */
  static String converted(String sql, LogicalType from, LogicalType to) {
    return isSame(from, to)
        ? sql
        : "CAST((" + sql + ") AS " + to.copy(true).asSerializableString() + ")";
  }

  private static boolean isSame(LogicalType from, LogicalType to) {
    return LogicalTypeCasts.supportsAvoidingCast(from.copy(true), to.copy(true));
  }

  private static boolean fits(DecimalType from, DecimalType to) {
    return to.getScale() >= from.getScale()
        && to.getPrecision() - to.getScale() >= from.getPrecision() - from.getScale();
  }
}
