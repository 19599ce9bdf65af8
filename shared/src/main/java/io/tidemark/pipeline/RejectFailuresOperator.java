package io.tidemark.pipeline;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import io.tidemark.event.file.FileRecordConverter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * A {@link GuardExpressionsOperator} for imports: a record for which an expression fails is
 * rejected, and the others go on.
 */
final class RejectFailuresOperator extends GuardExpressionsOperator {

  private static final long serialVersionUID = 1L;

  private final ExpressionGroup evaluation;
  private final FileRecordConverter record;

  RejectFailuresOperator(ExpressionGroup evaluation, FileRecordConverter record) {
    super(evaluation);
    this.evaluation = evaluation;
    this.record = record;
  }

  @Override
  void failed(RowData row, Throwable cause) {
    RejectedException why =
        new RejectedException(RejectReason.FAILED_EXPRESSION, evaluation.failure(cause));
    output.collect(FileEventSource.REJECTS, new StreamRecord<>(record.reject(row, why)));
  }
}
