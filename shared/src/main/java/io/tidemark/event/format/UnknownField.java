package io.tidemark.event.format;

import io.tidemark.event.RejectedException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Field of a message that no column of its stream reads; found by {@link UnknownFieldDetector}.
 *
 * @param path to it, as the pipeline file has it
 * @param type of a column that could read it; empty for objects, arrays and null
 * @param value as JSON, shortened if it is long
 */
public record UnknownField(String path, Optional<String> type, String value) {

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);
  private static final List<LogicalType> WHOLE_NUMBERS =
      List.of(new BigIntType(), new DecimalType(DecimalType.MAX_PRECISION, 0), STRING);
  private static final List<LogicalType> NUMBERS =
      List.of(new BigIntType(), new DoubleType(), STRING);
  private static final List<LogicalType> TEXTS = List.of(new LocalZonedTimestampType(3), STRING);

  static UnknownField of(String path, JsonNode node) {
    return new UnknownField(path, type(node), RejectDetailFormatter.show(node));
  }

  private static Optional<String> type(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> Optional.of("BOOLEAN");
      case NUMBER -> first(node, node.isIntegralNumber() ? WHOLE_NUMBERS : NUMBERS);
      case STRING -> first(node, TEXTS);
      default -> Optional.empty();
    };
  }

  /**
   * First of the types that {@link JsonValueConverter} takes the value for, so that a column of
   * that type would read it.
   */
  private static Optional<String> first(JsonNode node, List<LogicalType> types) {
    return types.stream().filter(type -> reads(type, node)).findFirst().map(UnknownField::name);
  }

  private static boolean reads(LogicalType type, JsonNode node) {
    try {
      new JsonValueConverter("").read(type, node);
      return true;
    } catch (RejectedException e) {
      return false;
    }
  }

  private static String name(LogicalType type) {
    return type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
        ? "TIMESTAMP_LTZ(3)"
        : type.asSummaryString();
  }
}
