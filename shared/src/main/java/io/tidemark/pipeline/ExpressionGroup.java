package io.tidemark.pipeline;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;

/**
 * Expressions of the pipeline file that are evaluated together, and the error texts for them.
 * {@link GuardExpressionsOperator} reports a failure by it.
 *
 * @param where feature set, and stream if there is one
 * @param expressions as written
 * @param names what the rows are called that they are evaluated for
 */
record ExpressionGroup(String where, List<String> expressions, RowLabelFormatter names)
    implements Serializable {

  private static final String RULE =
      "an expression has a value, or NULL, whatever the event; the job has ended, for it would fail"
          + " there again";
  private static final String EXAMPLE =
      "a / NULLIF(b, 0) rather than a / b, TRY_CAST(x AS INT) rather than CAST(x AS INT)";

  ExpressionGroup {
    expressions = List.copyOf(expressions);
  }

  /**
   * The exception for a failed expression.
   *
   * @param row the row that it failed for
   * @param cause what was thrown
   */
  FailedExpressionException failed(RowData row, Throwable cause) {
    String what = which() + " fails for " + names.of(row) + ": " + why(cause);
    return new FailedExpressionException(new Problem(where, what, RULE, EXAMPLE), cause);
  }

  /** The exception for an expression whose constant part fails already when Flink plans it. */
  UserException refused(ArithmeticException cause) {
    return new UserException(
        where, which() + " fails for every event: " + why(cause), RULE, EXAMPLE);
  }

  /** Text of a failure, without the row. */
  String failure(Throwable cause) {
    return which() + " fails: " + why(cause);
  }

  private String which() {
    String all = expressions.stream().collect(Collectors.joining("\", \"", "\"", "\""));
    return (expressions.size() == 1 ? "the expression " : "one of the expressions ") + all;
  }

  private static String why(Throwable cause) {
    String text = Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getName());
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
