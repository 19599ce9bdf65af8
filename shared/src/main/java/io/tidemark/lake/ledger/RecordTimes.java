package io.tidemark.lake.ledger;

import java.time.OffsetDateTime;
import org.apache.iceberg.data.Record;

/** Converts timestamps of Iceberg's generic records to milliseconds. */
final class RecordTimes {

  private RecordTimes() {}

  /** Epoch milliseconds; the column is not NULL in that record. */
  static long millis(Record row, String column) {
    return ((OffsetDateTime) row.getField(column)).toInstant().toEpochMilli();
  }
}
