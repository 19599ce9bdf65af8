package io.tidemark.event.format;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** Parts of the details of rejects: a line, and not too long. */
public final class RejectDetailFormatter {

  private static final int LONGEST = 200;

  private RejectDetailFormatter() {}

  public static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return shorten(message.lines().findFirst().orElse(""));
  }

  /** A value as JSON; halves of surrogate pairs escaped, so that they can be seen. */
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
