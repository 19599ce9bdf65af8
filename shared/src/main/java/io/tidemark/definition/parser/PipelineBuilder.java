package io.tidemark.definition.parser;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import java.util.function.Consumer;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * Builder of a {@link Pipeline} in Java. Every value is written as in a pipeline file and checked
 * as there: both make the same configuration tree for {@link PipelineParser}.
 *
 * <pre>{@code
 * Pipeline shop =
 *     PipelineBuilder.named("shop")
 *         .stream("activity", s -> s.topic("shop.activity")
 *             .column("event_id", "STRING NOT NULL")
 *             .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
 *             .column("customer_id", "BIGINT NOT NULL")
 *             .column("kind", "STRING")
 *             .id("event_id")
 *             .time("occurred_at"))
 *         .features("customer_activity", f -> f.entity("customer_id").from("activity")
 *             .aggregate("views_1h", "count(*)", a -> a.where("kind = 'view'").window("1 h")))
 *         .build();
 * }</pre>
 */
public final class PipelineBuilder {

  private final ConfigNodeBuilder pipeline = ConfigNodeBuilder.root();
  private final ConfigNodeBuilder streams = pipeline.section("streams");
  private final ConfigNodeBuilder sets = pipeline.section("features");
  private final ConfigNodeBuilder functions = pipeline.section("functions");

  private PipelineBuilder(String name) {
    pipeline.put("pipeline", name);
  }

  /** Begins a pipeline of that name. */
  public static PipelineBuilder named(String name) {
    return new PipelineBuilder(name);
  }

  /** Adds a stream. */
  public PipelineBuilder stream(String name, Consumer<StreamBuilder> settings) {
    ConfigNodeBuilder stream = streams.section(name);
    StreamBuilder builder = new StreamBuilder(stream);
    settings.accept(builder);
    builder.finish();
    streams.put(name, stream);
    return this;
  }

  /** Adds a feature set. */
  public PipelineBuilder features(String name, Consumer<FeatureSetBuilder> settings) {
    ConfigNodeBuilder set = sets.section(name);
    FeatureSetBuilder builder = new FeatureSetBuilder(set);
    settings.accept(builder);
    builder.finish();
    sets.put(name, set);
    return this;
  }

  /** Adds a scalar function of the user's that expressions may call. */
  public PipelineBuilder function(String name, Class<? extends ScalarFunction> type) {
    functions.put(name, type.getName());
    return this;
  }

  /**
   * Validates what has been set and returns the pipeline.
   *
   * @throws UserException with everything that is wrong
   */
  public Pipeline build() {
    ConfigNodeBuilder all = pipeline.copy();
    all.put("streams", streams);
    all.put("features", sets);
    all.put("functions", functions);
    return PipelineParser.check(all.build());
  }
}
