package io.tidemark.definition.compat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fingerprint of a feature set: all that its rows depend on, and nothing else. Two sets with equal
 * ones have, over the same event tables, the same rows. {@link FingerprintFactory} makes it, {@link
 * DefinitionChange} compares two.
 *
 * <p>It has: entity columns and types; the streams in order, how they name the entity, their id and
 * time columns with types; the trigger. Of a feature: aggregate with parameters and argument, or
 * SQL; stream, condition, window; its type and those of the columns that it reads; the classes of
 * the user's functions that it calls; and all that the features depend on that it reads.
 *
 * <p>It does not have what changes no value: comments, file names, the order of features; topics,
 * partitions of tables; {@code remember}, {@code out_of_orderness} and the like, which say only
 * which events come too late; nor how a message becomes an event ({@code path}, {@code format},
 * {@code max_ahead}, {@code max_behind}), for what counts is the event in its table.
 *
 * @param set what all rows depend on
 * @param features what each feature depends on beside that, by name
 */
public record FeatureSetFingerprint(
    DefinitionFingerprint set, SortedMap<String, DefinitionFingerprint> features) {

  public FeatureSetFingerprint {
    features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
  }

  public static FeatureSetFingerprint of(Pipeline pipeline, FeatureSet set) {
    FingerprintFactory factory = new FingerprintFactory(pipeline, set);
    return new FeatureSetFingerprint(factory.ofSet(), factory.ofFeatures());
  }

  /** Hash of the fingerprint: equal for equal definitions alone. */
  public String hash() {
    StringBuilder hashes = new StringBuilder(set.hash());
    for (Map.Entry<String, DefinitionFingerprint> feature : features.entrySet()) {
      hashes.append('\n').append(feature.getKey()).append(' ').append(feature.getValue().hash());
    }
    return DefinitionFingerprint.hash(hashes.toString());
  }
}
