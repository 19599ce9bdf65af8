package io.tidemark.definition.parser;

import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.sql.ColumnTypes;
import io.tidemark.definition.sql.ExpressionValidator;
import io.tidemark.definition.sql.SqlScope;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Validates a condition under the key {@code where}: a BOOLEAN expression, as {@link
 * ExpressionValidator} types it.
 */
record ConditionValidator(ExpressionValidator expressions) {

  void check(ConfigSection section, Text where, SqlScope scope) {
    LogicalType type = expressions.typeOf(where, scope);
    if (!ColumnTypes.isUnknown(type) && !type.is(LogicalTypeRoot.BOOLEAN)) {
      section.report(
          "where",
          where,
          "where \"" + where.written() + "\" is " + type.asSummaryString(),
          "a condition is BOOLEAN");
    }
  }
}
