package io.tidemark.event.format;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads records in Avro's binary encoding that one schema has written, into rows by {@link
 * AvroRowConverter}; what these leave out, {@link UnknownAvroFieldCounter} counts.
 */
final class AvroReader {

  static {
    // A length that a message claims must not be believed: Avro makes room for it at once. Avro
    // reads these when it first reads anything, and has no other way to be told.
    System.getProperties().putIfAbsent("org.apache.avro.limits.bytes.maxLength", "67108864");
    System.getProperties().putIfAbsent("org.apache.avro.limits.string.maxLength", "67108864");
    System.getProperties()
        .putIfAbsent("org.apache.avro.limits.collectionItems.maxLength", "1000000");
  }

  private final Utf8DatumReader<IndexedRecord> reader;
  private final AvroRowConverter shape;
  private final UnknownAvroFieldCounter unknown;
  private final Counter unknownFields;
  private BinaryDecoder decoder;

  /**
   * @param unknownFields counts the fields of records that no column reads
   */
  AvroReader(Schema written, RowType shape, Counter unknownFields) {
    this.reader = new Utf8DatumReader<>(written);
    this.shape = new AvroRowConverter(written, shape, true);
    this.unknown = new UnknownAvroFieldCounter(written, shape);
    this.unknownFields = unknownFields;
  }

  /**
   * Reads the record.
   *
   * @param from where it begins in the message
   * @throws RejectedException if it is no record of the schema, or that has not the stream's types
   */
  RowData read(byte[] message, int from) throws RejectedException {
    if (!shape.problems().isEmpty()) {
      throw new RejectedException(
          RejectReason.WRONG_TYPE,
          "of the schema it was written by: " + String.join("; ", shape.problems()));
    }
    try {
      decoder = DecoderFactory.get().binaryDecoder(message, from, message.length - from, decoder);
      IndexedRecord record = reader.read(null, decoder);
      RowData row = shape.row(record);
      if (!decoder.isEnd()) {
        throw new RejectedException(RejectReason.MALFORMED, "there is more behind the record");
      }
      unknownFields.inc(unknown.count(record));
      return row;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new RejectedException(
          RejectReason.MALFORMED,
          "not a record of the schema: " + RejectDetailFormatter.firstLine(e));
    }
  }
}
