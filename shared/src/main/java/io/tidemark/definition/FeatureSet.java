package io.tidemark.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Feature set: the {@link Feature}s of one entity, computed from one or more streams. It is one
 * feature table, with a row whenever its {@link Trigger} asks for one.
 *
 * @param name snake_case name; also the name of its feature table
 * @param doc who reads it and what for; empty if not given
 * @param entity the entity's columns, in key order
 * @param inputs the streams it reads, in file order; their positions are part of an event's
 *     identity
 * @param trigger when a row is written
 * @param features in file order: aggregates first read events, derived ones read other features
 * @param topic Kafka topic of the newest rows; empty where the set has none
 * @param remember least event time that late arrivals are remembered and recognised for
 * @param partitioning how the feature table is partitioned
 */
public record FeatureSet(
    String name,
    String doc,
    List<EntityColumn> entity,
    List<Input> inputs,
    Trigger trigger,
    List<Feature> features,
    Optional<String> topic,
    Duration remember,
    TimePartitioning partitioning) {

  public FeatureSet {
    entity = List.copyOf(entity);
    inputs = List.copyOf(inputs);
    features = List.copyOf(features);
  }

  /** The aggregate features, in file order. */
  public List<Feature.Aggregate> aggregates() {
    return features.stream()
        .filter(Feature.Aggregate.class::isInstance)
        .map(Feature.Aggregate.class::cast)
        .toList();
  }

  /** The derived features, each after those that it reads. */
  public List<Feature.Derived> derivedInOrder() {
    Map<String, Feature.Derived> byName = new LinkedHashMap<>();
    Map<String, String> expressions = new LinkedHashMap<>();
    for (Feature feature : features) {
      if (feature instanceof Feature.Derived derived) {
        byName.put(derived.name(), derived);
        expressions.put(derived.name(), derived.sql());
      }
    }
    return DerivedFeatureOrder.of(expressions).names().stream().map(byName::get).toList();
  }

  /** The features of the set that a derived one reads directly, in the order it names them. */
  public List<Feature> references(Feature.Derived derived) {
    Map<String, Feature> byName = new LinkedHashMap<>();
    features.forEach(f -> byName.put(f.name(), f));
    return SqlTokenizer.references(derived.sql(), byName.keySet()).stream()
        .map(byName::get)
        .toList();
  }

  /**
   * Column of the entity, which is the key of the set.
   *
   * @param name name in the feature table
   * @param type Flink SQL type, NOT NULL, the same in every input
   */
  public record EntityColumn(String name, LogicalType type) {}

  /**
   * Input of the set: a {@link StreamDefinition} by name, and its columns that hold the entity.
   *
   * @param stream the stream's name
   * @param entityColumns the stream's columns that hold the entity, in the entity's order
   */
  public record Input(String stream, List<String> entityColumns) {
    public Input {
      entityColumns = List.copyOf(entityColumns);
    }
  }
}
