package io.tidemark.definition;

import org.apache.flink.table.functions.ScalarFunction;

/** Functions that tests name in their files. */
public final class TestFunctions {

  private TestFunctions() {}

  /** A good one. */
  public static class Twice extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public Long eval(Long x) {
      return x == null ? null : 2 * x;
    }
  }

  /** One that a feature must not depend on. */
  public static class Dice extends Twice {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }

  /** One that Flink cannot reach. */
  static class Hidden extends Twice {
    private static final long serialVersionUID = 1L;
  }
}
