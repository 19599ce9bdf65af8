package io.tidemark.benchmarks.reads;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.quickstart.MixFunction;
import java.time.Instant;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * Generates rows of a feature table with twenty features, each a function of its number, for {@link
 * HistoryReadBenchmark}.
 *
 * @param rowsPerDay evenly over the day
 * @param customers each as likely as another
 */
record FeatureRowGenerator(long days, long rowsPerDay, long customers)
    implements MapFunction<Long, RowData> {

  static final String SET = "customer_activity";

  private static final long DAY_MILLIS = 86_400_000L;
  private static final long BEGIN = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
  private static final int FEATURES = 20;
  private static final StringData STREAM = StringData.fromString("activity");

  long count() {
    return days * rowsPerDay;
  }

  /** Pipeline whose feature table the rows belong to; they are not computed by it. */
  static Pipeline pipeline() {
    return PipelineBuilder.named("reads").stream(
            "activity",
            s ->
                s.topic("reads.activity")
                    .column("event_id", "STRING NOT NULL")
                    .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                    .column("customer_id", "BIGINT NOT NULL")
                    .column("amount", "DOUBLE")
                    .id("event_id")
                    .time("occurred_at"))
        .features(
            SET,
            f -> {
              var features = f.entity("customer_id").from("activity");
              for (int i = 0; i < FEATURES; i++) {
                features.aggregate("f" + i, i % 2 == 0 ? "count(*)" : "sum(amount)");
              }
            })
        .build();
  }

  @Override
  public RowData map(Long number) {
    GenericRowData row = new GenericRowData(4 + FEATURES);
    row.setField(0, Math.floorMod(MixFunction.of(number - 1), customers));
    row.setField(1, TimestampData.fromEpochMillis(BEGIN + number * DAY_MILLIS / rowsPerDay));
    row.setField(2, StringData.fromString(Long.toHexString(MixFunction.of(number))));
    row.setField(3, STREAM);
    for (int i = 0; i < FEATURES; i++) {
      long value = Math.floorMod(MixFunction.of(number * FEATURES + i - 1), 1L << (4 + i / 2));
      row.setField(4 + i, i % 2 == 0 ? (Object) value : (Object) (value / 64.0));
    }
    return row;
  }
}
