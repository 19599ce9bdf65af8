package io.tidemark.backfill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.backfill.BackfillFixture;
import io.tidemark.backfill.ForeignRowWriter;
import io.tidemark.event.ConsumedOffsets;
import io.tidemark.lake.Lake;
import io.tidemark.pipeline.PipelineTables;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads offsets that the statistics of files tell without the files, which may even be gone. */
class TopicOffsetsReaderTest {

  private static final String TOPIC = "shop.activity";
  private static final Map<String, String> COMMIT =
      Map.of("flink.job-id", "job", "flink.max-committed-checkpoint-id", "7");

  @TempDir Path dir;
  private Lake lake;

  @BeforeEach
  void create() {
    lake = new BackfillFixture(dir).lake();
    lake.ensureAll(PipelineTables.of(BackfillFixture.SHOP));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void aFileWithAllOffsetsOfOnePartitionIsNotRead() {
    gone(file(TOPIC, 0, IntStream.range(0, 100)));
    gone(file(TOPIC, 0, IntStream.range(100, 150)));
    file(TOPIC, 0, IntStream.of(150, 152));

    OffsetAuditResult audit = audit().get(0);
    assertThat(audit.accepted()).isEqualTo(152);
    assertThat(audit.end()).isEqualTo(153);
    assertThat(audit.missing()).containsExactly(new OffsetRange(151, 152));
  }

  @Test
  void whatTwoFilesBothHaveIsRepeated() {
    gone(file(TOPIC, 0, IntStream.range(0, 100)));
    gone(file(TOPIC, 0, IntStream.range(98, 120)));
    file(TOPIC, 0, IntStream.of(119, 121));
    file(TOPIC, 0, IntStream.of(120));

    OffsetAuditResult audit = audit().get(0);
    assertThat(audit.repeated())
        .containsExactly(new OffsetRange(98, 100), new OffsetRange(119, 120));
    assertThat(audit.missingCount()).isZero();
  }

  @Test
  void aFileWithHolesIsRead() {
    gone(file(TOPIC, 0, IntStream.of(0, 1, 3)));

    assertThatThrownBy(this::audit).hasMessageContaining("parquet");
  }

  @Test
  void ofTheLastMessagesOnlyTheirFilesAreRead() {
    gone(file(TOPIC, 0, IntStream.of(0, 1, 3)));
    gone(file("shop.activity.of.before", 0, IntStream.range(0, 900)));
    file(TOPIC, 0, IntStream.of(5, 9));
    file(TOPIC, 1, IntStream.of(2, 4));

    ConsumedOffsets consumed = ConsumedOffsets.of(lake, BackfillFixture.SHOP.stream("activity"), 7);
    assertThat(consumed.next()).containsOnly(Map.entry(0, 10L), Map.entry(1, 5L));
    assertThat(consumed.last().get(0).timestamp())
        .isEqualTo(BackfillFixture.START.plusSeconds(9).toEpochMilli());
  }

  private List<OffsetAuditResult> audit() {
    return new TopicOffsetsReader(lake, "activity", 7).audit(Map.of());
  }

  private DataFile file(String topic, int partition, IntStream offsets) {
    Table table = lake.table("activity");
    return ForeignRowWriter.append(
        table, offsets.mapToObj(offset -> event(topic, partition, offset)).toList(), COMMIT);
  }

  private void gone(DataFile file) {
    lake.table("activity").io().deleteFile(file.location());
  }

  private static Map<String, Object> event(String topic, int partition, long offset) {
    OffsetDateTime time = BackfillFixture.START.plusSeconds(offset).atOffset(ZoneOffset.UTC);
    return Map.of(
        "event_id",
        "e" + offset,
        "occurred_at",
        time,
        "customer_id",
        7L,
        "event_time",
        time,
        "_kafka_topic",
        topic,
        "_kafka_partition",
        partition,
        "_kafka_offset",
        offset,
        "_kafka_timestamp",
        time);
  }
}
