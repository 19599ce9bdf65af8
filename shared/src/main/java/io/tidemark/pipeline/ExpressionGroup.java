package io.tidemark.pipeline;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;

/**
 * Expressions that are evaluated together, in the words of the pipeline file.
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
   * One of them has failed.
   *
   * @param row what for
   * @param cause what was thrown
   */
  FailedExpressionException failed(RowData row, Throwable cause) {
    String what = which() + " fails for " + names.of(row) + ": " + why(cause);
    return new FailedExpressionException(new Problem(where, what, RULE, EXAMPLE), cause);
  }

  /** One of them has a constant part that fails already when Flink plans it. */
  UserException refused(ArithmeticException cause) {
    return new UserException(
        where, which() + " fails for every event: " + why(cause), RULE, EXAMPLE);
  }

  /** What is wrong, without the row. */
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
