package io.tidemark.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Notation of a path to a field of a nested message ({@link ColumnDefinition#path()}): field names,
 * outermost first, separated by dots. A dot or a backslash that belongs to a name is escaped by a
 * backslash.
 */
public final class FieldPath {

  private static final char SEPARATOR = '.';
  private static final char ESCAPE = '\\';

  private FieldPath() {}

  /** Splits a path into names; a backslash before any other character belongs to the name. */
  public static List<String> parse(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == SEPARATOR) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        boolean escapes = c == ESCAPE && i + 1 < text.length() && isSpecial(text.charAt(i + 1));
        name.append(escapes ? text.charAt(++i) : c);
      }
    }
    names.add(name.toString());
    return names;
  }

  private static boolean isSpecial(char c) {
    return c == SEPARATOR || c == ESCAPE;
  }

  /** Joins names to a path as a pipeline file has it. */
  public static String of(List<String> names) {
    return names.stream()
        .map(n -> n.replace("\\", "\\\\").replace(".", "\\."))
        .collect(Collectors.joining("."));
  }
}
