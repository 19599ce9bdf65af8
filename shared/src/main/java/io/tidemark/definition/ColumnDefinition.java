package io.tidemark.definition;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Column of a {@link StreamDefinition}, or of the files of an {@link ImportDefinition}: its name
 * and type in tables and expressions, and the field or header that has its value.
 *
 * @param name snake_case name in the tables and expressions
 * @param type Flink SQL type, with its nullability
 * @param path where the value stands in the message, outermost field first; the name alone by
 *     default
 * @param doc comment of the table's column; empty if not given
 * @param header header of the message that has the value instead; null where its value has it
 */
public record ColumnDefinition(
    String name, LogicalType type, List<String> path, String doc, String header)
    implements Serializable {

  public ColumnDefinition {
    path = List.copyOf(path);
  }

  /** Creates a column whose value stands in the message's value. */
  public ColumnDefinition(String name, LogicalType type, List<String> path, String doc) {
    this(name, type, path, doc, null);
  }

  /** Whether a header of the message has the value. */
  public boolean isHeader() {
    return header != null;
  }
}
