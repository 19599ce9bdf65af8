package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/**
 * Faults of the broker: restarts, outages, an empty page cache, new partitions; called by {@link
 * FaultInjector}.
 */
final class BrokerFaults {

  private static final int MOST_PARTITIONS = 7;
  private static final long AWAY = 3;

  private BrokerFaults() {}

  static String restart(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.killBroker();
    deployment.startBroker();
    return "";
  }

  static String away(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.killBroker();
    Thread.sleep(AWAY * step.hold().toMillis());
    deployment.startBroker();
    return "";
  }

  /** Restarts the broker with an empty page cache, so that it reads from the disk. */
  static String cold(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.killBroker();
    boolean empty = emptyPageCache();
    deployment.startBroker();
    return empty ? "" : "SKIPPED: the page cache may not be emptied here";
  }

  private static boolean emptyPageCache() throws IOException, InterruptedException {
    Path control = Path.of("/proc/sys/vm/drop_caches");
    if (!Files.isWritable(control)) {
      return false;
    }
    new ProcessBuilder("sync").start().waitFor();
    try {
      Files.writeString(control, "3");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static String addPartition(TestDeployment deployment, ScheduledFault step) throws Exception {
    List<String> topics = deployment.site().topics();
    String topic = topics.get(step.choice() % topics.size());
    try (Admin admin = deployment.site().admin()) {
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
