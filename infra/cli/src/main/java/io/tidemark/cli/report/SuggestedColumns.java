package io.tidemark.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.FieldPath;
import io.tidemark.definition.StreamDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Suggests columns for fields that none reads, each under a new name, as lines of the pipeline
 * file; {@code drift} prints them with its {@link TextTablePrinter}.
 */
public final class SuggestedColumns {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLAIN = Pattern.compile("(?!(?i:null)$)[A-Za-z_][A-Za-z0-9_.]*");

  private final Set<String> names = new HashSet<>(Set.of("event_time"));

  /** Names of the columns, by the letters of their paths: what a dot in them means is left open. */
  private final Map<String, String> meant = new HashMap<>();

  public SuggestedColumns(StreamDefinition stream) {
    for (ColumnDefinition column : stream.columns()) {
      names.add(column.name());
      meant.put(String.join(".", column.path()), column.name());
    }
  }

  /** The line of the file; empty where no path leads to the field. */
  public String line(String path, String type) {
    if (!isReadable(path)) {
      return "";
    }
    // A column that misses the field by a backslash is corrected, not joined by another.
    String mended = meant.get(String.join(".", FieldPath.parse(path)));
    String name = mended == null ? newName(path) : mended;
    return name.equals(path)
        ? name + ": " + type
        : "%s: { type: %s, path: %s }".formatted(name, scalar(type), scalar(path));
  }

  /** A path has no empty parts, and files no blanks around a value. */
  private static boolean isReadable(String path) {
    List<String> parts = FieldPath.parse(path);
    return path.equals(path.strip()) && parts.stream().noneMatch(String::isBlank);
  }

  private String newName(String path) {
    String words = path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("[^A-Za-z0-9]+", "_");
    String snake = words.toLowerCase(Locale.ROOT).replaceAll("^[^a-z]+|_$", "");
    String name = snake.isEmpty() ? "field" : snake;
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  /** Quoted as JSON, which is YAML, where YAML would read something else. */
  private static String scalar(String text) {
    try {
      return PLAIN.matcher(text).matches() ? text : JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
