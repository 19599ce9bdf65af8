package io.tidemark.definition;

import java.io.Serializable;

/**
 * One thing that is wrong with what a user gave us.
 *
 * @param where file, line and column ({@code shop.yaml:12:7}), or another place a user can go to
 * @param what what is wrong, with the offending value
 * @param rule the rule that it breaks
 * @param example something that would be right
 */
public record Problem(String where, String what, String rule, String example)
    implements Serializable {

  /** The problem as a user reads it: four short lines. */
  @Override
  public String toString() {
    return where + ": " + what + "\n    rule:    " + rule + "\n    example: " + example;
  }
}
