package io.tidemark.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Validated definition of a pipeline: the streams it reads and the feature sets it computes. It
 * says what is computed, never where; that is the {@link Environment}.
 *
 * <p>Immutable. A mistake never reaches it: parsers throw {@link UserException} with every {@link
 * Problem}.
 *
 * @param name snake_case name; the default namespace of its tables
 * @param streams the kinds of events, in file order
 * @param featureSets the feature sets, in file order
 * @param functions SQL name to class name of the user's scalar functions (Flink UDFs)
 */
public record Pipeline(
    String name,
    List<StreamDefinition> streams,
    List<FeatureSet> featureSets,
    Map<String, String> functions) {

  public Pipeline {
    streams = List.copyOf(streams);
    featureSets = List.copyOf(featureSets);
    functions = Map.copyOf(functions);
  }

  /** The stream of that name; a checked pipeline names no other. */
  public StreamDefinition stream(String streamName) {
    return streams.stream()
        .filter(s -> s.name().equals(streamName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stream " + streamName));
  }

  /** The import of that name; empty if there is none. */
  public Optional<ImportDefinition> findImport(String importName) {
    return streams.stream()
        .flatMap(s -> s.imports().stream())
        .filter(i -> i.name().equals(importName))
        .findFirst();
  }
}
