package io.tidemark.definition;

import io.tidemark.definition.Draft.Text;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Checks what stands under {@code where}. */
record Condition(Expressions expressions) {

  void check(Section section, Text where, SqlScope scope) {
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
