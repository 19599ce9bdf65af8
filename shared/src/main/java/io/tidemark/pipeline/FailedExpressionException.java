package io.tidemark.pipeline;

import io.tidemark.definition.Problem;
import org.apache.flink.util.SerializedThrowable;

/**
 * Signals that an expression of the pipeline file failed for a row; the message says all a user
 * needs. {@link GuardExpressionsOperator} throws it and suppresses restarts.
 */
public final class FailedExpressionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem which expression, for which row, the rule and an example
   * @param cause what the expression threw; of a class of the user's, maybe, which must not keep
   *     the message from its reader
   */
  FailedExpressionException(Problem problem, Throwable cause) {
    super(problem.toString(), new SerializedThrowable(cause));
  }
}
