package io.tidemark.definition;

import java.io.Serializable;

/**
 * Mistake in a user's input: its location, the offending value, the rule that it breaks and an
 * example. All problems of an input are thrown together as a {@link UserException}.
 *
 * @param where file, line and column ({@code shop.yaml:12:7}), or another place a user can go to
 * @param what what is wrong, with the offending value
 * @param rule the rule that it breaks
 * @param example something that would be right
 */
public record Problem(String where, String what, String rule, String example)
    implements Serializable {

  /**
   * Formats the problem as a user reads it: location and mistake, then the rule, then an example.
   */
  @Override
  public String toString() {
    return where + ": " + what + "\n    rule:    " + rule + "\n    example: " + example;
  }
}
