package io.tidemark.testing.faults.deployment;

import io.tidemark.localkafka.TopicAdmin;
import java.util.Map;

/** Creates the topics of the streams of a {@link TestWorkspace}. */
public final class ShopTopicInitializer {

  /**
   * By Kafka's defaults a shop in the past is deleted at once, and what producers send whose clocks
   * are ahead is refused: who has either has to say so, topic by topic.
   */
  private static final Map<String, String> OF_ANY_TIME =
      Map.of(
          "retention.ms", "-1", "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));

  private ShopTopicInitializer() {}

  public static void create(TestWorkspace workspace, int partitions) {
    try (TopicAdmin topics = new TopicAdmin(workspace.bootstrapServers())) {
      workspace.topics().forEach(topic -> topics.create(topic, partitions, OF_ANY_TIME));
    }
  }
}
