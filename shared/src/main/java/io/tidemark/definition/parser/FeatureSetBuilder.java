package io.tidemark.definition.parser;

import io.tidemark.definition.draft.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Builder of a feature set; see {@link PipelineBuilder#features}. */
public final class FeatureSetBuilder {

  private final ConfigNodeBuilder set;
  private final ConfigNodeBuilder columns;
  private final List<ConfigNode> inputs = new ArrayList<>();

  FeatureSetBuilder(ConfigNodeBuilder set) {
    this.set = set;
    this.columns = set.hidden();
  }

  public FeatureSetBuilder doc(String doc) {
    return put("doc", doc);
  }

  /** Names the entity's columns. */
  public FeatureSetBuilder entity(String... names) {
    set.put("entity", set.section("entity").texts(names));
    return this;
  }

  /** Adds streams that call the entity's columns by their names. */
  public FeatureSetBuilder from(String... streams) {
    inputs.addAll(set.section("from").texts(streams));
    return this;
  }

  /** Adds a stream that calls some of the entity's columns otherwise. */
  public FeatureSetBuilder from(String stream, Map<String, String> entity) {
    ConfigNodeBuilder input = set.section("from").section(stream);
    input.put("stream", stream);
    ConfigNodeBuilder mapping = input.section("entity");
    entity.forEach(mapping::put);
    input.put("entity", mapping);
    inputs.add(input.build());
    return this;
  }

  /** Says when a row is written: at every {@code event}, or {@code every 1 h}. */
  public FeatureSetBuilder trigger(String trigger) {
    return put("trigger", trigger);
  }

  /** Writes a row at some events alone. */
  public FeatureSetBuilder trigger(Consumer<TriggerBuilder> settings) {
    ConfigNodeBuilder trigger = set.section("trigger");
    settings.accept(new TriggerBuilder(trigger));
    set.put("trigger", trigger);
    return this;
  }

  /** Adds an aggregate over all of history. */
  public FeatureSetBuilder aggregate(String name, String agg) {
    return aggregate(name, agg, a -> {});
  }

  /** Adds an aggregate. */
  public FeatureSetBuilder aggregate(String name, String agg, Consumer<AggregateBuilder> settings) {
    ConfigNodeBuilder feature = columns.section(name);
    feature.put("agg", agg);
    settings.accept(new AggregateBuilder(feature));
    columns.put(name, feature);
    return this;
  }

  /** Adds an expression over other features. */
  public FeatureSetBuilder sql(String name, String sql) {
    return sql(name, sql, "");
  }

  /** Adds an expression over other features, with a comment. */
  public FeatureSetBuilder sql(String name, String sql, String doc) {
    ConfigNodeBuilder feature = columns.section(name);
    feature.put("sql", sql);
    if (!doc.isBlank()) {
      feature.put("doc", doc);
    }
    columns.put(name, feature);
    return this;
  }

  /** Names the topic of the newest rows. */
  public FeatureSetBuilder topic(String topic) {
    return put("topic", topic);
  }

  /** Writes no topic. */
  public FeatureSetBuilder noTopic() {
    return put("topic", "none");
  }

  /** Sets for how long, in event time, late arrivals are recognised at least: {@code 1 d}. */
  public FeatureSetBuilder remember(String length) {
    return put("remember", length);
  }

  /** Partitions the feature table by {@code hours}, {@code days} or {@code none}. */
  public FeatureSetBuilder partition(String partitioning) {
    return put("partition", partitioning);
  }

  void finish() {
    set.put("from", inputs);
    set.put("columns", columns);
  }

  private FeatureSetBuilder put(String key, String value) {
    set.put(key, value);
    return this;
  }

  /** Builder of a trigger that asks for rows at some events. */
  public static final class TriggerBuilder {

    private final ConfigNodeBuilder trigger;

    private TriggerBuilder(ConfigNodeBuilder trigger) {
      this.trigger = trigger;
    }

    /** Names the streams whose events write a row. */
    public TriggerBuilder of(String... streams) {
      trigger.put("of", trigger.section("of").texts(streams));
      return this;
    }

    /** Lets only events write a row for which the condition is TRUE. */
    public TriggerBuilder where(String condition) {
      trigger.put("where", condition);
      return this;
    }
  }

  /** Builder of an aggregate feature. */
  public static final class AggregateBuilder {

    private final ConfigNodeBuilder feature;

    private AggregateBuilder(ConfigNodeBuilder feature) {
      this.feature = feature;
    }

    /** Names the stream it reads, where the set has several. */
    public AggregateBuilder of(String stream) {
      return put("of", stream);
    }

    /** Counts only events for which the condition is TRUE. */
    public AggregateBuilder where(String condition) {
      return put("where", condition);
    }

    /** Sees only a window: {@code 30 d step 1 h}. */
    public AggregateBuilder window(String window) {
      return put("window", window);
    }

    public AggregateBuilder doc(String doc) {
      return put("doc", doc);
    }

    private AggregateBuilder put(String key, String value) {
      feature.put(key, value);
      return this;
    }
  }
}
