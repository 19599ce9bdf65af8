package io.tidemark.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.PipelineFile;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookBackTest {

  private static final TimeRange DAY =
      new TimeRange(
          EventLayout.EVENT_TIME,
          Instant.parse("2026-01-02T00:00:00Z"),
          Instant.parse("2026-01-03T00:00:00Z"));

  @TempDir Path directory;

  @Test
  void reachesBackAsFarAsTheLongestWindow() throws IOException {
    FeatureSet set = set("window: 1 h", "window: 1 d step 1 h");
    assertThat(LookBack.of(set, DAY))
        .isEqualTo(
            new TimeRange(
                EventLayout.EVENT_TIME,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-03T00:00:00Z")));
  }

  @Test
  void reachesBackToTheBeginningForAllOfHistory() throws IOException {
    assertThat(LookBack.of(set("window: 1 h", "doc: all"), DAY).from()).isEqualTo(Long.MIN_VALUE);
  }

  /** What verify asks for when no --from is given. */
  @Test
  void reachesBackToTheBeginningFromTheBeginning() throws IOException {
    TimeRange all = TimeRange.always(EventLayout.EVENT_TIME);
    assertThat(LookBack.of(set("window: 1 h", "window: 1 d step 1 h"), all)).isEqualTo(all);
  }

  private FeatureSet set(String one, String two) throws IOException {
    Path file = directory.resolve("shop.yaml");
    Files.writeString(
        file,
        """
        pipeline: shop
        streams:
          activity:
            topic: shop.activity
            columns:
              event_id: STRING NOT NULL
              occurred_at: TIMESTAMP_LTZ(3) NOT NULL
              customer_id: BIGINT NOT NULL
            id: event_id
            time: occurred_at
        features:
          customer:
            entity: [customer_id]
            from: [activity]
            columns:
              one: { agg: count(*), %s }
              two: { agg: count(*), %s }
        """
            .formatted(one, two));
    return PipelineFile.read(file).featureSets().get(0);
  }
}
