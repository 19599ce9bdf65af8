package io.tidemark.definition.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats an error of Flink's planner as one line that a user can read, for {@link
 * ExpressionValidator}.
 */
final class PlannerErrorFormatter {

  private static final int LONGEST = 300;
  private static final Pattern POSITION =
      Pattern.compile("^From line \\d+, column \\d+ to line \\d+, column \\d+: ");
  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?s).*?(?:Encountered:?|near the keyword) [\"'](.*?)[\"'] (?:at line|\\().*");
  private static final Pattern CALL = Pattern.compile("(?s)Invalid function call:\\s*(.*)");

  private PlannerErrorFormatter() {}

  static String of(Throwable refusal) {
    String call = "";
    Throwable deepest = refusal;
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      Matcher matcher = CALL.matcher(String.valueOf(cause.getMessage()));
      call = matcher.matches() ? matcher.group(1).strip() + ": " : call;
      deepest = cause;
    }
    return isForUsers(deepest)
        ? shorten(call + readable(deepest.getMessage()))
        : "Flink's planner cannot read it";
  }

  /** Whether it is about the expression, and not about the inside of the planner. */
  private static boolean isForUsers(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    boolean refusal = cause instanceof Exception && !(cause instanceof NullPointerException);
    return cause.getMessage() != null
        && (refusal && !message.contains("org.apache.") || UNEXPECTED.matcher(message).matches());
  }

  private static String readable(String message) {
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.matches()) {
      String token = unexpected.group(1).replace("<EOF>", "").replace("\\", "").strip();
      return token.isEmpty() ? "it ends too early" : "it cannot be read at " + token;
    }
    return POSITION
        .matcher(message)
        .replaceFirst("")
        .replace("VARCHAR(2147483647)", "STRING")
        .replace("VARBINARY(2147483647)", "BYTES")
        .replace("<CHARACTER>", "<STRING>")
        .replace("<INTEGER>", "<INT>")
        .replaceAll("\\s*\\R\\s*", ", ");
  }

  private static String shorten(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + " ...";
  }
}
