package io.tidemark.testing.endtoend;

import io.tidemark.testing.faults.check.FeatureRows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Reads rows of DuckDB as the values that Iceberg's readers give, into {@link FeatureRows}; used by
 * {@link SqlWindowOracle}.
 */
final class DuckDbRowReader {

  private DuckDbRowReader() {}

  static FeatureRows read(ResultSet result, Schema schema) throws SQLException {
    requireColumns(result, schema);
    FeatureRows rows = FeatureRows.of(schema);
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (Types.NestedField column : schema.columns()) {
        row.add(value(result, column.name(), column.type()));
      }
      rows.add(row);
    }
    return rows;
  }

  private static void requireColumns(ResultSet result, Schema schema) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    if (columns != schema.columns().size()) {
      throw new AssertionError(
          "DuckDB answers with " + columns + " columns, the table is " + schema);
    }
  }

  private static Object value(ResultSet row, String name, Type type) throws SQLException {
    if (row.getObject(name) == null) {
      return null;
    }
    return switch (type.typeId()) {
      case INTEGER -> row.getBigDecimal(name).intValueExact();
      case LONG -> row.getBigDecimal(name).longValueExact();
      case DOUBLE -> row.getDouble(name);
      case BOOLEAN -> row.getBoolean(name);
      case STRING -> row.getString(name);
      case DECIMAL -> decimal(row.getBigDecimal(name), (Types.DecimalType) type);
      case TIMESTAMP -> row.getObject(name, LocalDateTime.class).atOffset(ZoneOffset.UTC);
      default -> throw new AssertionError("no feature of the shop is " + type);
    };
  }

  /** With the table's scale; fails where that would lose a digit. */
  private static BigDecimal decimal(BigDecimal value, Types.DecimalType type) {
    return value.setScale(type.scale());
  }
}
