package io.tidemark.pipeline;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.RejectedException;
import io.tidemark.event.decoder.EventRowConverter;
import io.tidemark.event.file.FileRecordConverter;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Either;

/** Records of files with the values of the stream's columns in front: to events, or rejects. */
final class AcceptFileRecordsFunction implements MapFunction<RowData, Either<RowData, RowData>> {

  private static final long serialVersionUID = 1L;

  private final EventRowConverter acceptance;
  private final FileRecordConverter record;

  AcceptFileRecordsFunction(StreamDefinition stream, ImportDefinition definition, RowType rowType) {
    this.acceptance = EventRowConverter.ofHistory(stream);
    this.record = new FileRecordConverter(definition, rowType, stream.columns().size());
  }

  @Override
  public Either<RowData, RowData> map(RowData row) {
    try {
      return Either.Left(acceptance.event(row, record.message(row)));
    } catch (RejectedException e) {
      return Either.Right(record.reject(row, e));
    }
  }
}
