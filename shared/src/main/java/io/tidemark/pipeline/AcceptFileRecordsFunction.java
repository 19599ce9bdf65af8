package io.tidemark.pipeline;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.RejectedException;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import io.tidemark.event.decoder.EventRowConverter;
import io.tidemark.event.file.FileRecordConverter;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Turns records of imported files, with the computed values of the stream's columns in front, into
 * event rows or rejects. It applies the {@link EventRowConverter} that messages pass too.
 */
final class AcceptFileRecordsFunction implements MapFunction<RowData, DecodedMessage> {

  private static final long serialVersionUID = 1L;

  private final EventRowConverter converter;
  private final FileRecordConverter record;

  AcceptFileRecordsFunction(StreamDefinition stream, ImportDefinition definition, RowType rowType) {
    this.converter = EventRowConverter.ofHistory(stream);
    this.record = new FileRecordConverter(definition, rowType, stream.columns().size());
  }

  @Override
  public DecodedMessage map(RowData row) {
    try {
      return Accepted.ofHistory(converter.event(row, record.message(row)));
    } catch (RejectedException e) {
      return Rejected.ofHistory(record.reject(row, e));
    }
  }
}
