package io.tidemark.lake.ledger;

import java.time.OffsetDateTime;
import org.apache.iceberg.data.Record;

/** Times of records that are read without a job. */
final class RecordTimes {

  private RecordTimes() {}

  /** Epoch milliseconds; the column is not NULL in that record. */
  static long millis(Record row, String column) {
    return ((OffsetDateTime) row.getField(column)).toInstant().toEpochMilli();
  }
}
