package io.tidemark.feature.engine;

import io.tidemark.aggregate.ValueType;
import java.io.Serializable;
import java.util.List;

/**
 * The input of a {@link FeatureEngine}: the aggregates of one feature set and the slots that they
 * read.
 *
 * @param slots types of what is kept of an event
 * @param features in the order of the values of a row
 * @param trigger what asks for rows
 * @param remember least event time in milliseconds for which late arrivals are recognised
 */
public record FeaturePlan(
    List<ValueType> slots, List<FeatureSpec> features, TriggerSpec trigger, long remember)
    implements Serializable {

  public FeaturePlan {
    slots = List.copyOf(slots);
    features = List.copyOf(features);
    if (remember < 0) {
      throw new IllegalArgumentException("remember must not be negative: " + remember + " ms.");
    }
  }
}
