package io.tidemark.definition;

import org.apache.flink.table.functions.ScalarFunction;

/** Scalar functions that pipeline files of tests name. */
public final class TestFunctions {

  private TestFunctions() {}

  /** Function that a feature may call. */
  public static class Twice extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public Long eval(Long x) {
      return x == null ? null : 2 * x;
    }
  }

  /** Function that a feature must not depend on. */
  public static class Dice extends Twice {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }

  /** Function that Flink cannot reach. */
  static class Hidden extends Twice {
    private static final long serialVersionUID = 1L;
  }
}
