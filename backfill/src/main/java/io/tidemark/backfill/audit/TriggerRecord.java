package io.tidemark.backfill.audit;

import io.tidemark.feature.EntityKeySelector;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.binary.BinarySegmentUtils;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Statement of one table about an event: that it came, and asks for a row or not; that it has a
 * row; that it is late. {@link TriggerRecordSource} reads them, {@link TriggerOutcome} judges them.
 *
 * @param entity in binary form; empty where the record is of the late ledger
 */
record TriggerRecord(Kind kind, byte[] entity, int partition, long offset) {

  /** Table that says so, and of an event whether it asks for a row. */
  enum Kind {
    ASKS,
    SILENT,
    ROW,
    LATE
  }

  private static final VarCharType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);
  private static final int OWN = 3;

  /** As rows: time, id and stream of the event first. */
  static final RowType TYPE =
      RowType.of(
          new LogicalType[] {
            new LocalZonedTimestampType(false, 3),
            STRING,
            STRING,
            new IntType(false),
            new VarBinaryType(false, VarBinaryType.MAX_LENGTH),
            new IntType(false),
            new BigIntType(false)
          },
          new String[] {
            "event_time", "event_id", "stream", "kind", "entity", "partition", "offset"
          });

  /** The columns that records of one event share. */
  static final RowType EVENT = new RowType(false, List.copyOf(TYPE.getFields().subList(0, OWN)));

  RowData row(TimestampData time, StringData id, StringData stream) {
    return GenericRowData.of(time, id, stream, kind.ordinal(), entity, partition, offset);
  }

  /** The entity of a row, in binary form. */
  static byte[] entity(EntityKeySelector key, RowData row) {
    BinaryRowData entity = (BinaryRowData) key.getKey(row);
    return BinarySegmentUtils.copyToBytes(
        entity.getSegments(), entity.getOffset(), entity.getSizeInBytes());
  }

  static TriggerRecord of(RowData row) {
    return new TriggerRecord(
        Kind.values()[row.getInt(OWN)],
        row.getBinary(OWN + 1),
        row.getInt(OWN + 2),
        row.getLong(OWN + 3));
  }

  boolean isEvent() {
    return kind == Kind.ASKS || kind == Kind.SILENT;
  }

  boolean isAt(TriggerRecord other) {
    return partition == other.partition && offset == other.offset;
  }
}
