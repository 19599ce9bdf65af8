package io.tidemark.pipeline;

import java.util.Optional;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;

/** Finds out which of the operators chained behind one has failed. */
final class ChainedFailureClassifier {

  /** Of the classes by which operators of a chain hand records to each other. */
  private static final String HAND_OVER = "org.apache.flink.streaming.runtime.";

  /** Where the planner's check of NOT NULL is, and its way out. */
  private static final String SQL_CHECKS = "org.apache.flink.table.runtime.operators.sink.";

  private ChainedFailureClassifier() {}

  /** What an expression threw; empty if it was an operator of another kind. */
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
