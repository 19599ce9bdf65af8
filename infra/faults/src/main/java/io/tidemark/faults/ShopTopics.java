package io.tidemark.faults;

import io.tidemark.local.Topics;
import java.util.Map;

/** The topics of the streams. */
final class ShopTopics {

  /**
   * By Kafka's defaults a shop in the past is deleted at once, and what producers send whose clocks
   * are ahead is refused: who has either has to say so, topic by topic.
   */
  private static final Map<String, String> OF_ANY_TIME =
      Map.of(
          "retention.ms", "-1", "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));

  private ShopTopics() {}

  static void create(Site site, int partitions) {
    try (Topics topics = new Topics(site.bootstrapServers())) {
      site.topics().forEach(topic -> topics.create(topic, partitions, OF_ANY_TIME));
    }
  }
}
