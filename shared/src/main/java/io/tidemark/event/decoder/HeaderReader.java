package io.tidemark.event.decoder;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import io.tidemark.event.format.IsoTimestampParser;
import io.tidemark.event.format.RejectDetailFormatter;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Reads the value of one column from the headers of a message, the last of that name: a text, a
 * whole number, or a timestamp of RFC 3339 ({@link IsoTimestampParser}), as CloudEvents write it.
 */
final class HeaderReader implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final LogicalType type;
  private final String header;

  HeaderReader(ColumnDefinition column) {
    this.name = column.name();
    this.type = column.type();
    this.header = column.header();
  }

  Object read(Headers headers) throws RejectedException {
    Header last = headers.lastHeader(header);
    if (last != null && last.value() != null) {
      return value(text(last.value()));
    }
    if (!type.isNullable()) {
      throw new RejectedException(
          RejectReason.MISSING_VALUE,
          "column " + name + " has no value: there is no header " + header);
    }
    return null;
  }

  private Object value(String text) throws RejectedException {
    try {
      return switch (type.getTypeRoot()) {
        case BIGINT -> Long.parseLong(text);
        case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
          Instant instant = TimestampNormalizer.checked(IsoTimestampParser.instant(text));
          yield TimestampNormalizer.cut(TimestampData.fromInstant(instant), type);
        }
        default -> StringData.fromString(text);
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw new RejectedException(
          RejectReason.WRONG_TYPE,
          "column %s: the header %s is no %s: %s"
              .formatted(name, header, type, RejectDetailFormatter.shorten(text)));
    }
  }

  private String text(byte[] value) throws RejectedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new RejectedException(
          RejectReason.WRONG_TYPE, "column " + name + ": the header " + header + " is not UTF-8");
    }
  }
}
