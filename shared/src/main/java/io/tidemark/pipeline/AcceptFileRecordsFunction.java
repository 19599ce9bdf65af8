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

/**
 * Turns records of imported files, with the computed values of the stream's columns in front, into
 * event rows or rejects. It applies the {@link EventRowConverter} that messages pass too.
 */
final class AcceptFileRecordsFunction implements MapFunction<RowData, Either<RowData, RowData>> {

  private static final long serialVersionUID = 1L;

  private final EventRowConverter converter;
  private final FileRecordConverter record;

  AcceptFileRecordsFunction(StreamDefinition stream, ImportDefinition definition, RowType rowType) {
    this.converter = EventRowConverter.ofHistory(stream);
    this.record = new FileRecordConverter(definition, rowType, stream.columns().size());
  }

  @Override
  public Either<RowData, RowData> map(RowData row) {
    try {
      return Either.Left(converter.event(row, record.message(row)));
    } catch (RejectedException e) {
      return Either.Right(record.reject(row, e));
    }
  }
}
