package io.tidemark.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.RowType;

/**
 * Tokenizer of SQL scalar expressions. It finds the columns and functions that an expression refers
 * to without Flink's planner, for {@link DerivedFeatureOrder} and for whoever must know what a
 * feature depends on.
 */
public final class SqlTokenizer {

  /**
   * Identifier or keyword, quoted in backticks or not.
   *
   * @param field whether it stands after a dot, as the name of a nested field
   * @param call whether an opening parenthesis follows
   */
  private record Word(String text, boolean field, boolean call) {
    boolean isQuoted() {
      return text.startsWith("`");
    }

    String name() {
      return isQuoted() ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>--[^\\n]*|/\\*.*?\\*/)|(?<string>'(?:[^']|'')*')|(?<space>\\s+)"
              + "|(?<word>`(?:[^`]|``)*`|[\\p{L}_][\\p{L}\\p{N}_$]*)"
              + "|(?<number>\\p{N}[\\p{L}\\p{N}.]*)|(?<other>.)",
          Pattern.DOTALL);

  /** Keywords of SQL that name a column only in backticks. */
  private static final Set<String> SYNTAX =
      Set.of(
          "date",
          "time",
          "timestamp",
          "interval",
          "year",
          "month",
          "day",
          "hour",
          "minute",
          "second",
          "case",
          "when",
          "then",
          "else",
          "end",
          "and",
          "or",
          "not",
          "in",
          "is",
          "as",
          "like",
          "between",
          "null",
          "true",
          "false",
          "unknown",
          "cast",
          "row",
          "array",
          "map");

  private final String sql;
  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private boolean commented;

  private SqlTokenizer(String sql) {
    this.sql = sql;
    List<Integer> wordsAt = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      commented |= matcher.group("comment") != null;
      if (matcher.group("comment") == null && matcher.group("space") == null) {
        if (matcher.group("word") != null) {
          wordsAt.add(tokens.size());
        }
        tokens.add(matcher.group());
        starts.add(matcher.start());
      }
    }
    wordsAt.forEach(at -> words.add(new Word(tokens.get(at), is(".", at - 1), is("(", at + 1))));
  }

  public static SqlTokenizer of(String sql) {
    return new SqlTokenizer(sql);
  }

  /**
   * The column that the expression is, if it is nothing but one: such an expression needs no
   * planner, not even where the column's name is a word of SQL.
   *
   * @param columns what the expression may read
   */
  public static Optional<String> column(String sql, RowType columns) {
    return of(sql).onlyName().filter(name -> columns.getFieldIndex(name) >= 0);
  }

  /** Finds which of the names the expression reads, in the order in which it first does. */
  public static List<String> references(String sql, Collection<String> names) {
    return of(sql).words.stream()
        .filter(word -> !word.field() && !word.call())
        .filter(word -> word.isQuoted() || !SYNTAX.contains(word.text()))
        .map(Word::name)
        .filter(names::contains)
        .distinct()
        .toList();
  }

  /** Finds which of the functions the expression calls; SQL does not care for their case. */
  public static List<String> calls(String sql, Collection<String> functions) {
    List<Word> calls = of(sql).words.stream().filter(Word::call).toList();
    return functions.stream()
        .filter(f -> calls.stream().anyMatch(c -> c.name().equalsIgnoreCase(f)))
        .sorted()
        .toList();
  }

  /** The name that the expression is, if it is nothing but one. */
  public Optional<String> onlyName() {
    boolean single = tokens.size() == 1 && words.size() == 1 && !commented;
    return single ? Optional.of(words.get(0).name()) : Optional.empty();
  }

  /** Whether the only name may be a constant or a function that is called without parentheses. */
  public boolean isKeyword() {
    String upper = tokens.get(0).toUpperCase(Locale.ROOT);
    return Set.of("NULL", "TRUE", "FALSE", "UNKNOWN").contains(upper)
        || upper.startsWith("CURRENT_")
        || upper.startsWith("LOCALTIME");
  }

  public boolean hasComment() {
    return commented;
  }

  /** Whether one of the keywords stands in it outside quotes. */
  public boolean hasKeyword(String keyword) {
    return words.stream().anyMatch(w -> !w.field() && w.text().equalsIgnoreCase(keyword));
  }

  /**
   * Splits the expression at the commas outside all brackets; at least one item, which may be
   * empty.
   */
  public List<String> items() {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += depthOf(tokens.get(i));
      if (depth == 0 && tokens.get(i).equals(",")) {
        items.add(sql.substring(from, starts.get(i)).strip());
        from = starts.get(i) + 1;
      }
    }
    items.add(sql.substring(from).strip());
    return items;
  }

  /** Whether every bracket is closed after it was opened. */
  public boolean isBalanced() {
    int depth = 0;
    boolean balanced = true;
    for (String token : tokens) {
      depth += depthOf(token);
      balanced &= depth >= 0;
    }
    return balanced && depth == 0;
  }

  private static int depthOf(String token) {
    return switch (token) {
      case "(", "[" -> 1;
      case ")", "]" -> -1;
      default -> 0;
    };
  }

  private boolean is(String token, int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).equals(token);
  }
}
