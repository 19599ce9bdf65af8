package io.tidemark.lake.read;

import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.data.Record;

/** Formats a value of an Iceberg record as text, for {@link RowQuery}. */
final class ValueFormatter {

  private ValueFormatter() {}

  static String of(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return "0x" + HexFormat.of().formatHex(copy);
    }
    return nested(value);
  }

  private static String nested(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ValueFormatter::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> of(e.getKey()) + ": " + of(e.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Record row) {
      return row.struct().fields().stream()
          .map(f -> f.name() + ": " + of(row.getField(f.name())))
          .collect(Collectors.joining(", ", "(", ")"));
    }
    return value.toString();
  }
}
