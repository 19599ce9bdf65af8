package io.tidemark.pipeline;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import io.tidemark.event.file.FileRecordConverter;
import io.tidemark.event.file.FileRowLayout;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * A {@link GuardExpressionsOperator} for imports: a record for which an expression fails is
 * rejected, and the others go on.
 */
final class RejectFailuresOperator extends GuardExpressionsOperator {

  private static final String UID = "guard-files";
  private static final long serialVersionUID = 1L;

  private final ExpressionGroup evaluation;
  private final FileRecordConverter record;

  private RejectFailuresOperator(ExpressionGroup evaluation, FileRecordConverter record) {
    super(evaluation);
    this.evaluation = evaluation;
    this.record = record;
  }

  /**
   * The records as the expressions are to have them; rejects are {@link FileEventSource#REJECTS}.
   */
  static SingleOutputStreamOperator<RowData> attach(
      DataStream<RowData> records, ImportDefinition definition, ExpressionGroup evaluation) {
    FileRecordConverter record =
        new FileRecordConverter(definition, FileRowLayout.of(definition).rowType(), 0);
    return records
        .transform(
            "guard " + definition.name(),
            records.getType(),
            new RejectFailuresOperator(evaluation, record))
        .uid(UID);
  }

  @Override
  void failed(RowData row, Throwable cause) {
    RejectedException why =
        new RejectedException(RejectReason.FAILED_EXPRESSION, evaluation.failure(cause));
    output.collect(FileEventSource.REJECTS, new StreamRecord<>(record.reject(row, why)));
  }
}
