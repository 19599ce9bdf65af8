package io.tidemark.pipeline;

import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.apache.flink.table.data.RowData;

/**
 * Hands rows to the expressions chained behind it, untouched; where one fails, it still has the row
 * in hand and says which one it was. Such a job ends: after a restart the same row would fail
 * again. An error of the machine, no memory say, is none of an expression: it is handed on.
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
   * The operator's uid.
   *
   * @param stage uid of the expressions that it guards
   */
  static String uid(String stage) {
    return stage + UID;
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
