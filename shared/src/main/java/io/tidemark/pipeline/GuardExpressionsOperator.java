package io.tidemark.pipeline;

import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.apache.flink.table.data.RowData;

/**
 * Forwards rows unchanged to the expressions chained behind it; where one fails, it still holds the
 * row and names it. The job then ends, since the same row would fail again after a restart.
 *
 * <p>{@link ChainedFailureClassifier} tells an expression's failure from that of another operator,
 * which is rethrown. Errors, such as an OutOfMemoryError, are not caught at all: they are none of
 * an expression's.
 */
class GuardExpressionsOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData> {

  private static final String UID = "-guard";
  private static final long serialVersionUID = 1L;

  private final ExpressionGroup evaluation;

  GuardExpressionsOperator(ExpressionGroup evaluation) {
    this.evaluation = evaluation;
  }

  /**
   * The rows as the expressions are to have them.
   *
   * @param stage prefix of the uids of the expressions that it guards
   */
  static DataStream<RowData> attach(
      DataStream<RowData> rows, ExpressionGroup evaluation, String stage) {
    return rows.transform(
            "guard " + stage, rows.getType(), new GuardExpressionsOperator(evaluation))
        .uid(stage + UID);
  }

  @Override
  public final void processElement(StreamRecord<RowData> element) {
    RowData row = element.getValue();
    try {
      output.collect(element);
    } catch (ExceptionInChainedOperatorException e) {
      failed(row, ChainedFailureClassifier.ofExpression(e).orElseThrow(() -> e));
    }
  }

  /** An expression has failed for the row. */
  void failed(RowData row, Throwable cause) {
    throw new SuppressRestartsException(evaluation.failed(row, cause));
  }
}
