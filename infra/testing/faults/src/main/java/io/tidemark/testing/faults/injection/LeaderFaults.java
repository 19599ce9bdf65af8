package io.tidemark.testing.faults.injection;

import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.process.JavaProgram;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Fault of the only broker that holds a partition ({@link SpareBroker}), while the others live;
 * called by {@link FaultInjector}.
 */
final class LeaderFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int POLL_MILLIS = 200;
  private static final int FIRST_SPARE = 100;

  private final TestDeployment deployment;
  private final ScheduledFault step;
  private final Admin admin;
  private final TopicPartition partition;
  private final int port = PortFinder.free(1).get(0);

  private int starts;

  private LeaderFaults(TestDeployment deployment, ScheduledFault step, Admin admin) {
    this.deployment = deployment;
    this.step = step;
    this.admin = admin;
    List<String> topics = deployment.site().topics();
    this.partition =
        new TopicPartition(topics.get(step.choice() % topics.size()), 1 + step.choice() % 3);
  }

  /**
   * A partition moves to a broker of its own, which dies or stops: there is no leader. Then it
   * comes back, and the partition goes home.
   */
  static String leaderless(TestDeployment deployment, ScheduledFault step) throws Exception {
    try (Admin admin = deployment.site().admin()) {
      return new LeaderFaults(deployment, step, admin).run();
    }
  }

  private String run() throws Exception {
    int home = leader().orElseThrow().id();
    ChildProcess spare = start();
    try {
      move(node());
      boolean killed = step.choice() / 3 % 2 == 0;
      PartitionEndAwait ends = new PartitionEndAwait(deployment.site());
      long from = ends.end(partition);
      end(spare, killed);
      ConditionAwait.until("no leader", PATIENCE, POLL_MILLIS, () -> leader().isEmpty());
      Thread.sleep(step.hold().toMillis());
      spare = start();
      ConditionAwait.until("a leader", PATIENCE, POLL_MILLIS, () -> leader().isPresent());
      ends.awaitReadable(partition, from);
      deployment.witness().held(partition, from, ends.end(partition));
      move(home);
      end(spare, false);
      admin.unregisterBroker(node()).all().get();
      return "%s, its broker was %s".formatted(partition, killed ? "killed" : "stopped");
    } finally {
      spare.kill();
    }
  }

  /** Every one has another number, so that none is taken for a dead one. */
  private int node() {
    return FIRST_SPARE + step.number();
  }

  private ChildProcess start() throws Exception {
    Path dir = deployment.site().dir().resolve("kafka-" + node());
    List<String> words =
        List.of(
            dir.toString(),
            String.valueOf(node()),
            String.valueOf(port),
            controllers(),
            admin.describeCluster().clusterId().get());
    starts++;
    ChildProcess spare =
        ChildProcess.start(
            deployment.site().dir(),
            "broker-%d-%d".formatted(node(), starts),
            "256m",
            JavaProgram.of(SpareBroker.class).with(deployment.brokerClock().environment()),
            words);
    spare.awaitText(SpareBroker.UP);
    return spare;
  }

  /** Another port after each start of the broker. */
  private String controllers() throws Exception {
    Node home = admin.describeCluster().controller().get();
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, home.idString());
    return admin
        .describeConfigs(List.of(broker))
        .all()
        .get()
        .get(broker)
        .get("controller.quorum.voters")
        .value();
  }

  private static void end(ChildProcess spare, boolean killed) throws Exception {
    if (killed) {
      spare.kill();
    } else {
      spare.signal("TERM");
      spare.awaitExit(PATIENCE);
    }
  }

  private void move(int node) throws Exception {
    var target = Optional.of(new NewPartitionReassignment(List.of(node)));
    admin.alterPartitionReassignments(Map.of(partition, target)).all().get();
    ConditionAwait.until(
        "%s is on broker %d".formatted(partition, node),
        PATIENCE,
        POLL_MILLIS,
        () -> leader().filter(leader -> leader.id() == node).isPresent() && isSettled());
  }

  private boolean isSettled() throws Exception {
    return admin.listPartitionReassignments().reassignments().get().isEmpty();
  }

  private Optional<Node> leader() throws Exception {
    return Optional.ofNullable(info().leader()).filter(leader -> !leader.isEmpty());
  }

  private TopicPartitionInfo info() throws Exception {
    String topic = partition.topic();
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .get(partition.partition());
  }
}
