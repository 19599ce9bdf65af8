package io.tidemark.pipeline;

import java.util.Optional;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;

/**
 * Finds out whether an exception from the operators chained behind one comes from a SQL expression.
 * {@link GuardExpressionsOperator} asks it.
 */
final class ChainedFailureClassifier {

  /** Package of the classes by which chained operators hand records to each other. */
  private static final String HAND_OVER = "org.apache.flink.streaming.runtime.";

  /** Package of the planner's NOT NULL check and of its conversion out of SQL. */
  private static final String SQL_CHECKS = "org.apache.flink.table.runtime.operators.sink.";

  private ChainedFailureClassifier() {}

  /** Exception of an expression; empty if an operator of another kind threw it. */
  static Optional<Throwable> ofExpression(ExceptionInChainedOperatorException failure) {
    Throwable thrown = failure;
    while (thrown instanceof ExceptionInChainedOperatorException && thrown.getCause() != null) {
      thrown = thrown.getCause();
    }
    String operator = operator(thrown.getStackTrace());
    boolean generated = !operator.isEmpty() && operator.indexOf('.') < 0;
    return generated || operator.startsWith(SQL_CHECKS) ? Optional.of(thrown) : Optional.empty();
  }

  /** The class of the operator that threw: the last one called by a hand-over. */
  private static String operator(StackTraceElement[] calls) {
    String operator = "";
    for (StackTraceElement call : calls) {
      if (call.getClassName().startsWith(HAND_OVER)) {
        return operator;
      }
      operator = call.getClassName();
    }
    return "";
  }
}
