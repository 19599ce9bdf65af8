package io.tidemark.feature.maths;

import java.io.Serializable;
import java.util.List;

/**
 * The aggregates of one feature set.
 *
 * @param features in the order of the values of a row
 * @param remember least event time in milliseconds for which late arrivals are recognised
 */
public record FeaturePlan(List<FeatureSpec> features, long remember) implements Serializable {

  public FeaturePlan {
    features = List.copyOf(features);
    if (remember < 0) {
      throw new IllegalArgumentException("remember must not be negative: " + remember + " ms.");
    }
  }
}
