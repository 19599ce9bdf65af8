package io.tidemark.event.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.RejectReason;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudEvents in Kafka's binary mode: id and time are headers, the value is the data. */
class HeaderColumnsTest {

  private static final StreamDefinition STREAM =
      EventDecoderFixture.bare(
          s ->
              s.headerColumn("event_id", "STRING NOT NULL", "ce_id")
                  .headerColumn("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL", "ce_time")
                  .headerColumn("attempt", "BIGINT", "attempt")
                  .column("n", "INT")
                  .id("event_id")
                  .time("occurred_at"));

  private static DecodedMessage decode(String... headers) {
    ConsumerRecord<byte[], byte[]> message =
        EventDecoderFixture.record("{\"n\": 3}".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      message.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return EventDecoderFixture.decoder(STREAM).decode(message);
  }

  @Test
  void headersAreColumns() {
    RowData event =
        EventDecoderFixture.accepted(
            decode(
                "ce_id",
                "first",
                "ce_id",
                "a-1",
                "ce_time",
                "2026-03-01T13:00:00.1239+01:30",
                "attempt",
                "-2"));
    assertThat(event.getString(0)).hasToString("a-1");
    assertThat(event.getTimestamp(1, 3)).hasToString("2026-03-01T11:30:00.123");
    assertThat(event.getLong(2)).isEqualTo(-2);
    assertThat(event.getInt(3)).isEqualTo(3);
  }

  @Test
  void aHeaderMayBeMissingWhereTheColumnMayBeNull() {
    RowData event =
        EventDecoderFixture.accepted(decode("ce_id", "a-1", "ce_time", "2026-03-01T11:00:00Z"));
    assertThat(event.isNullAt(2)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T11:00:00, 1, WRONG_TYPE, the header ce_time is no TIMESTAMP_LTZ(3)",
    "2026-02-30T11:00:00Z, 1, WRONG_TYPE, the header ce_time is no TIMESTAMP_LTZ(3)",
    "+584556045-03-01T10:00:00Z, 1, TIME_OUT_OF_RANGE, outside of the years 1 to 9999",
    "yesterday, 1, WRONG_TYPE, the header ce_time is no TIMESTAMP_LTZ(3)",
    "2026-03-01T11:00:00Z, one, WRONG_TYPE, the header attempt is no BIGINT: one",
  })
  void whatDoesNotFitIsRejected(String time, String attempt, RejectReason reason, String detail) {
    RowData reject =
        EventDecoderFixture.rejected(decode("ce_id", "a-1", "ce_time", time, "attempt", attempt));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(reason);
    assertThat(EventDecoderFixture.detail(reject)).contains(detail);
  }

  @Test
  void whatIsMissingIsRejected() {
    RowData reject = EventDecoderFixture.rejected(decode("ce_time", "2026-03-01T11:00:00Z"));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.MISSING_VALUE);
    assertThat(EventDecoderFixture.detail(reject)).contains("there is no header ce_id");
  }
}
