package io.tidemark.definition.sql;

import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.NameSuggestions;
import io.tidemark.definition.draft.ProblemCollector;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.NullType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * Column types: the Flink SQL types that JSON and Iceberg both keep without loss. Columns are
 * declared in them, and {@link ExpressionValidator} holds expressions to them.
 */
public final class ColumnTypes {

  /** Placeholder for the type of what is already reported as a problem. */
  public static final LogicalType UNKNOWN = new NullType();

  static final String RULE =
      "types are STRING, BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, DECIMAL(p, s), DATE,"
          + " TIMESTAMP(0..6), TIMESTAMP_LTZ(0..6), BYTES, and ARRAY, MAP<STRING, ...> and ROW of"
          + " them";

  private static final List<String> NAMES =
      List.of(
          "STRING",
          "BOOLEAN",
          "INT",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "DECIMAL",
          "DATE",
          "TIMESTAMP",
          "TIMESTAMP_LTZ",
          "BYTES",
          "ARRAY",
          "MAP",
          "ROW");

  private ColumnTypes() {}

  public static boolean isUnknown(LogicalType type) {
    return type.is(LogicalTypeRoot.NULL);
  }

  /** The type as written; {@link #UNKNOWN} if it is none or not kept, which is then a problem. */
  public static LogicalType parse(Text text, String column, ProblemCollector problems) {
    Optional<LogicalType> type = parse(text.value());
    Optional<String> problem =
        type.isEmpty() ? Optional.of("is no type" + hint(text.value())) : problemWith(type.get());
    problem.ifPresent(
        p ->
            problems.add(
                text.place(),
                "type " + text.written() + " of column " + column + " " + p,
                RULE,
                column + ": STRING NOT NULL"));
    return problem.isPresent() ? UNKNOWN : type.orElse(UNKNOWN);
  }

  private static Optional<LogicalType> parse(String text) {
    try {
      LogicalType type =
          LogicalTypeParser.parse(text, Thread.currentThread().getContextClassLoader());
      return Optional.of(type).filter(t -> !t.is(LogicalTypeRoot.UNRESOLVED));
    } catch (ValidationException e) {
      return Optional.empty();
    }
  }

  private static String hint(String text) {
    return NameSuggestions.hint(text.strip().split("[^A-Za-z_]", 2)[0], NAMES);
  }

  /** Reason why the type is not kept, as the end of a sentence; empty if it is. */
  static Optional<String> problemWith(LogicalType type) {
    return problemWith(type, false);
  }

  /** The same of an aggregate's value, whose MAP may have keys of any single type. */
  static Optional<String> problemWithResult(LogicalType type) {
    return type instanceof MapType map
        ? problemWith(map.getKeyType(), true).or(() -> problemWith(map.getValueType(), true))
        : problemWith(type);
  }

  private static Optional<String> problemWith(LogicalType type, boolean repeated) {
    return switch (type.getTypeRoot()) {
      case BOOLEAN, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, DATE -> Optional.empty();
      case VARCHAR -> lengthProblem(type, VarCharType.MAX_LENGTH, "use STRING");
      case VARBINARY -> lengthProblem(type, VarBinaryType.MAX_LENGTH, "use BYTES");
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          timestampProblem(type, repeated);
      case ARRAY -> problemWith(((ArrayType) type).getElementType(), true);
      case MAP -> mapProblem((MapType) type);
      case ROW -> rowProblem((RowType) type, repeated);
      case TINYINT, SMALLINT -> Optional.of("is not kept by Iceberg: use INT");
      case CHAR -> Optional.of("is not kept by Iceberg: use STRING");
      case BINARY -> Optional.of("is not kept by Iceberg: use BYTES");
      case TIME_WITHOUT_TIME_ZONE -> Optional.of("is not kept by JSON: use INT or STRING");
      case TIMESTAMP_WITH_TIME_ZONE ->
          Optional.of("is not kept by Iceberg: use TIMESTAMP_LTZ, which is an instant");
      default -> Optional.of("is kept neither by JSON nor by Iceberg");
    };
  }

  private static Optional<String> lengthProblem(LogicalType type, int kept, String advice) {
    return LogicalTypeChecks.getLength(type) == kept
        ? Optional.empty()
        : Optional.of("has a length, which Iceberg does not keep: " + advice);
  }

  private static Optional<String> timestampProblem(LogicalType type, boolean repeated) {
    if (repeated) {
      return Optional.of("has a timestamp inside an ARRAY or MAP: use BIGINT or STRING there");
    }
    return LogicalTypeChecks.getPrecision(type) > 6
        ? Optional.of("is finer than microseconds, which Iceberg does not keep: use (6) or less")
        : Optional.empty();
  }

  private static Optional<String> mapProblem(MapType type) {
    boolean stringKeys = type.getKeyType().is(LogicalTypeRoot.VARCHAR);
    return stringKeys
        ? problemWith(type.getKeyType(), true).or(() -> problemWith(type.getValueType(), true))
        : Optional.of("has keys that JSON does not keep: the keys of a MAP are STRING");
  }

  private static Optional<String> rowProblem(RowType type, boolean repeated) {
    if (type.getFieldCount() == 0) {
      return Optional.of("has no fields");
    }
    return type.getChildren().stream()
        .flatMap(field -> problemWith(field, repeated).stream())
        .findFirst();
  }
}
