package io.tidemark.pipeline;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectedException;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import io.tidemark.event.decoder.DecodedMessageType;
import io.tidemark.event.decoder.EventRowConverter;
import io.tidemark.event.file.FileRecordConverter;
import io.tidemark.pipeline.SqlExpressionPlanner.TypedRows;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Turns records of imported files, with the computed values of the stream's columns in front, into
 * event rows or rejects. It applies the {@link EventRowConverter} that messages pass too.
 */
final class AcceptFileRecordsFunction implements MapFunction<RowData, DecodedMessage> {

  private static final String UID = "accept-history";
  private static final long serialVersionUID = 1L;

  private final EventRowConverter converter;
  private final FileRecordConverter record;

  private AcceptFileRecordsFunction(
      StreamDefinition stream, ImportDefinition definition, RowType rowType) {
    this.converter = EventRowConverter.ofHistory(stream);
    this.record = new FileRecordConverter(definition, rowType, stream.columns().size());
  }

  /** The records as the stream's messages. */
  static DataStream<DecodedMessage> attach(
      TypedRows records, EventLayout layout, ImportDefinition definition) {
    return records
        .rows()
        .map(
            new AcceptFileRecordsFunction(layout.stream(), definition, records.type()),
            DecodedMessageType.of(layout))
        .name("accept history")
        .uid(UID);
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
