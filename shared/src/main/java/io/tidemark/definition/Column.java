package io.tidemark.definition;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A column of a stream.
 *
 * @param name snake_case name in the tables and expressions
 * @param type Flink SQL type, with its nullability
 * @param path where the value stands in the message, outermost field first; the name alone by
 *     default
 * @param doc comment of the table's column; empty if not given
 */
public record Column(String name, LogicalType type, List<String> path, String doc)
    implements Serializable {

  public Column {
    path = List.copyOf(path);
  }
}
