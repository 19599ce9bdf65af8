package io.tidemark.definition.draft;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * Suggests the known name nearest to one that a user has mistyped, by Levenshtein distance; the
 * hint ends the text of a {@link io.tidemark.definition.Problem}.
 */
public final class NameSuggestions {

  private NameSuggestions() {}

  /** A sentence to append to a problem: {@code "; did you mean topic?"}, or nothing. */
  public static String hint(String given, Collection<String> known) {
    String wanted = given.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt((String k) -> distance(wanted, k.toLowerCase(Locale.ROOT))))
        .filter(k -> isNear(wanted, k.toLowerCase(Locale.ROOT)))
        .map(k -> "; did you mean " + k + "?")
        .orElse("");
  }

  private static boolean isNear(String given, String known) {
    int longest = Math.max(given.length(), known.length());
    return distance(given, known) <= Math.max(1, longest / 3)
        || given.length() > 2 && (known.startsWith(given) || given.startsWith(known));
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
