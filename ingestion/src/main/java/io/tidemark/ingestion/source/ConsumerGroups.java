package io.tidemark.ingestion.source;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.pipeline.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Consumer groups that show a pipeline's progress; the offsets that count are in the checkpoints.
 * Kafka keeps one offset per partition and group, so streams that share a topic have a group each,
 * and all others use the pipeline's. {@link GroupOffsetCommitter} writes to them.
 *
 * @param pipeline the group of the pipeline
 * @param shared topics that several streams read
 */
public record ConsumerGroups(String pipeline, Set<String> shared) {

  public static ConsumerGroups of(Workspace workspace) {
    Map<String, Long> readers =
        workspace.pipeline().streams().stream()
            .collect(Collectors.groupingBy(StreamDefinition::topic, Collectors.counting()));
    Set<String> shared = new HashSet<>(readers.keySet());
    shared.removeIf(topic -> readers.get(topic) == 1);
    return new ConsumerGroups(workspace.consumerGroup(), shared);
  }

  /** The one that shows how far a stream is. */
  public String of(StreamDefinition stream) {
    return shared.contains(stream.topic()) ? own(stream) : pipeline;
  }

  /** No namespace has a colon, so that no other pipeline's group has that name. */
  private String own(StreamDefinition stream) {
    return pipeline + ":" + stream.name();
  }

  /** All that the pipeline has now, or had when its streams had other topics. */
  public List<String> all(Pipeline of) {
    return Stream.concat(Stream.of(pipeline), of.streams().stream().map(this::own)).toList();
  }
}
