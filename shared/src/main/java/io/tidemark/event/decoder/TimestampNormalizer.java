package io.tidemark.event.decoder;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Normalizes timestamps: cuts them to their declared precision, so that a value is the same before
 * and after the lake, and rejects years that not every reader of the lake can show. Called by
 * {@link ColumnReader} and {@link HeaderReader}.
 */
final class TimestampNormalizer {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  static final long MIN = FIRST.toEpochMilli();
  static final long MAX = LAST.toEpochMilli();

  private TimestampNormalizer() {}

  static boolean contains(LogicalType type) {
    return isTimestamp(type)
        || type instanceof RowType row
            && row.getChildren().stream().anyMatch(TimestampNormalizer::contains);
  }

  /** Cuts the timestamps of a value; rows are rebuilt, other values returned as they are. */
  static Object cut(Object value, LogicalType type) throws RejectedException {
    if (value instanceof TimestampData timestamp && isTimestamp(type)) {
      return cut(timestamp, LogicalTypeChecks.getPrecision(type));
    }
    return value instanceof RowData row && type instanceof RowType rowType
        ? cut(row, rowType)
        : value;
  }

  /**
   * Checks the year before the conversion to milliseconds, which can overflow and come out as
   * another year.
   */
  static Instant checked(Instant instant) throws RejectedException {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new RejectedException(
          RejectReason.TIME_OUT_OF_RANGE, instant + " is outside of the years 1 to 9999");
    }
    return instant;
  }

  static long checked(long millis) throws RejectedException {
    if (millis < MIN || millis > MAX) {
      throw new RejectedException(
          RejectReason.TIME_OUT_OF_RANGE, millis + " ms is outside of the years 1 to 9999");
    }
    return millis;
  }

  private static TimestampData cut(TimestampData timestamp, int precision)
      throws RejectedException {
    long millis = checked(timestamp.getMillisecond());
    if (precision >= 3) {
      int unit = (int) Math.pow(10, 9 - precision);
      int nanos = timestamp.getNanoOfMillisecond();
      return TimestampData.fromEpochMillis(millis, nanos - nanos % unit);
    }
    long unit = (long) Math.pow(10, 3 - precision);
    return TimestampData.fromEpochMillis(Math.floorDiv(millis, unit) * unit);
  }

  private static RowData cut(RowData row, RowType type) throws RejectedException {
    GenericRowData result = new GenericRowData(row.getRowKind(), row.getArity());
    for (int i = 0; i < type.getFieldCount(); i++) {
      Object field = RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row);
      result.setField(i, cut(field, type.getTypeAt(i)));
    }
    return result;
  }

  private static boolean isTimestamp(LogicalType type) {
    return type.getTypeRoot() == LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE
        || type.getTypeRoot() == LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  static String show(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
