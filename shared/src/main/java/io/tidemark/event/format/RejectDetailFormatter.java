package io.tidemark.event.format;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/**
 * Formats parts of the detail of a {@link io.tidemark.event.RejectedException}: one line, and not
 * too long.
 */
public final class RejectDetailFormatter {

  private static final int LONGEST = 200;

  private RejectDetailFormatter() {}

  public static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return shorten(message.lines().findFirst().orElse(""));
  }

  /** Formats a value as JSON; halves of surrogate pairs are escaped, so that they can be seen. */
  static String show(JsonNode node) {
    StringBuilder shown = new StringBuilder();
    shorten(node.toString())
        .codePoints()
        .forEach(
            c -> {
              boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              shown.append(half ? "\\u%04x".formatted(c) : Character.toString(c));
            });
    return shown.toString();
  }

  public static String shorten(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean inPair = Character.isSurrogatePair(text.charAt(LONGEST - 1), text.charAt(LONGEST));
    return text.substring(0, inPair ? LONGEST - 1 : LONGEST) + "…";
  }
}
