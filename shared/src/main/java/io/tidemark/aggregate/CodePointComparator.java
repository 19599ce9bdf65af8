package io.tidemark.aggregate;

/**
 * Orders text by code point. That is the order of its UTF-8 bytes, not that of Java's UTF-16 units.
 */
final class CodePointComparator {

  private CodePointComparator() {}

  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Integer.compare(rank(x), rank(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Lifts surrogates, halves of code points from U+10000 up, above the other units. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
