package io.tidemark.ingestion.replay;

import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.event.EventLayout;
import io.tidemark.ingestion.job.IngestionFixture;
import io.tidemark.lake.TimeRange;
import io.tidemark.pipeline.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pipeline whose definition rejects the producer's messages until its column is corrected, and
 * replays of them.
 */
public record ReplayFixture(String servers, Path dir, String topic) {

  static final ReplayOptions ALL = selection(false);

  static ReplayOptions selection(boolean again) {
    return new ReplayOptions(
        Optional.empty(), Optional.empty(), TimeRange.always(EventLayout.KAFKA_TIMESTAMP), again);
  }

  /** That pipeline on the broker, in the lake of {@link IngestionFixture}. */
  Workspace workspace(Pipeline pipeline) {
    IngestionFixture place = new IngestionFixture(null, dir);
    return new Workspace(
        pipeline,
        place.environment(
            Map.of("bootstrap.servers", servers),
            place.catalog(dir.resolve("catalog.db").toString()),
            Delivery.AT_LEAST_ONCE));
  }

  /** The definition that rejects the producer's messages. */
  public Pipeline wrong() {
    return pipeline("customer_id");
  }

  /** The definition that accepts them. */
  Pipeline corrected() {
    return pipeline("customer");
  }

  ReplayResult replay(String runId, Consumer<ReplayStatus> told) throws Exception {
    return new ReplayJob(workspace(corrected()), told).run(ALL, runId);
  }

  private Pipeline pipeline(String customer) {
    return PipelineBuilder.named("shop").stream(
            "activity",
            s ->
                s.topic(topic)
                    .column("event_id", "STRING NOT NULL")
                    .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                    .column("customer_id", "BIGINT NOT NULL", customer)
                    .id("event_id")
                    .time("occurred_at"))
        .features(
            "customer",
            f -> f.entity("customer_id").from("activity").aggregate("n", "count(*)").noTopic())
        .build();
  }
}
