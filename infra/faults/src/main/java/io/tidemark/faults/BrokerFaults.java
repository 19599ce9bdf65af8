package io.tidemark.faults;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/** What happens to Kafka. */
final class BrokerFaults {

  private static final int MOST_PARTITIONS = 6;
  private static final long AWAY = 3;

  private BrokerFaults() {}

  static String restart(Plant plant, Step step) throws Exception {
    plant.killBroker();
    plant.startBroker();
    return "";
  }

  static String away(Plant plant, Step step) throws Exception {
    plant.killBroker();
    Thread.sleep(AWAY * step.hold().toMillis());
    plant.startBroker();
    return "";
  }

  static String addPartition(Plant plant, Step step) throws Exception {
    var streams = plant.site().pipeline().streams();
    String topic = streams.get(step.choice() % streams.size()).topic();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", plant.site().bootstrapServers()))) {
      int now =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
      if (now >= MOST_PARTITIONS) {
        return topic + " has enough partitions";
      }
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(now + 1))).all().get();
      return "%s has %d partitions".formatted(topic, now + 1);
    }
  }
}
