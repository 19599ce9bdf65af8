package io.tidemark.definition.draft;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Collects the {@link Problem}s of one input, each once, so that a single {@link UserException}
 * tells a user all of them.
 */
public final class ProblemCollector {

  private record Located(int order, Problem problem) {}

  private final Set<Located> found = new LinkedHashSet<>();

  public void add(SourceLocation place, String what, String rule, String example) {
    found.add(new Located(place.order(), new Problem(place.text(), what, rule, example)));
  }

  /** Throws them, in the order of the input, if there are any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new UserException(
          found.stream()
              .sorted(Comparator.comparingInt(Located::order))
              .map(Located::problem)
              .toList());
    }
  }
}
