package io.tidemark.definition;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Exception for what a user can put right, with all {@link Problem}s of the input. The command
 * shows them without a stack trace and exits with 2.
 */
public final class UserException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<Problem> problems;

  public UserException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public UserException(String where, String what, String rule, String example) {
    this(List.of(new Problem(where, what, rule, example)));
  }

  /** All that is wrong, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
