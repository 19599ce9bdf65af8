package io.tidemark.testing.faults.injection;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.load.BusyPartitioner;
import io.tidemark.testing.faults.load.MessageOffsets;
import io.tidemark.testing.faults.load.TopicMessages;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Faults by transactional producers ({@link ProducerTransaction}), and by retention that deletes
 * what they wrote; called by {@link FaultInjector}.
 */
final class TransactionFaults {

  private static final int MESSAGES = 20;

  /** Longer than the longest fault. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private TransactionFaults() {}

  /**
   * A transaction stays open, and nobody reads what comes behind it; then it is committed, or its
   * producer gives it up, or Kafka does because the producer has died. Maybe the job starts
   * meanwhile.
   */
  static String hang(TestDeployment deployment, ScheduledFault step) throws Exception {
    TopicPartition partition = busyPartition(deployment, step);
    int end = step.choice() % 3;
    Duration longest = end == 2 ? step.hold() : LONG;
    PartitionEndAwait ends = new PartitionEndAwait(deployment.site());
    long from = ends.end(partition);
    try (ProducerTransaction transaction = begin(deployment, step, longest, partition)) {
      transaction.send(deployment.load().shop().take(partition.topic(), MESSAGES));
      boolean restarts = step.choice() / 3 % 2 == 0;
      Thread.sleep(step.hold().toMillis());
      if (restarts) {
        deployment.killJob();
        deployment.startJob(step.parallelism());
      }
      String said = finish(deployment, transaction, end);
      ends.awaitReadable(partition, from);
      deployment.witness().held(partition, from, ends.end(partition));
      return "%s, %s%s".formatted(partition, said, restarts ? ", the job was killed" : "");
    }
  }

  private static String finish(
      TestDeployment deployment, ProducerTransaction transaction, int end) {
    switch (end) {
      case 0:
        deployment.load().acknowledge(transaction.commit());
        return "committed";
      case 1:
        transaction.abort();
        return "aborted";
      default:
        transaction.close();
        return "left to Kafka";
    }
  }

  /**
   * The last that was written to a partition was a transaction, maybe one that was aborted;
   * retention then takes all, as it takes what has been read for long. Then the job starts, from
   * its checkpoint or from its tables.
   */
  static String delete(TestDeployment deployment, ScheduledFault step) throws Exception {
    TopicPartition partition = new TopicPartition(topic(deployment, step), BusyPartitioner.QUIET);
    long last = write(deployment, step, partition, true);
    boolean aborted = step.choice() % 2 == 0;
    if (aborted) {
      write(deployment, step, partition, false);
    }
    new PartitionEndAwait(deployment.site()).awaitInTables(partition, last);
    deployment.awaitCommits();
    delete(deployment, partition);
    boolean anew = step.choice() / 2 % 3 == 0;
    deployment.killJob();
    if (anew) {
      deployment.startJob(step.parallelism(), "--bootstrap", "lake");
    } else {
      deployment.startJob(step.parallelism());
    }
    return "%s, %s%s"
        .formatted(
            partition, aborted ? "aborted last" : "committed last", anew ? ", from the lake" : "");
  }

  /** Offset of its last message. */
  private static long write(
      TestDeployment deployment, ScheduledFault step, TopicPartition partition, boolean commit)
      throws Exception {
    try (ProducerTransaction transaction = begin(deployment, step, LONG, partition)) {
      transaction.send(deployment.load().shop().take(partition.topic(), MESSAGES));
      if (commit) {
        deployment.load().acknowledge(transaction.commit());
      } else {
        transaction.abort();
      }
      return transaction.last();
    }
  }

  private static void delete(TestDeployment deployment, TopicPartition partition) throws Exception {
    TestWorkspace workspace = deployment.site();
    MessageOffsets there = new MessageOffsets();
    TopicMessages.read(
        workspace.bootstrapServers(), List.of(partition), m -> there.add(partition, m.offset()));
    try (Admin admin = workspace.admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
    }
    for (StreamDefinition stream : workspace.streamsOf(partition.topic())) {
      deployment.witness().deleted(stream.name(), there);
    }
  }

  private static ProducerTransaction begin(
      TestDeployment deployment, ScheduledFault step, Duration longest, TopicPartition partition) {
    return ProducerTransaction.begin(
        deployment.site().bootstrapServers(), "shop-" + step.number(), longest, partition);
  }

  private static TopicPartition busyPartition(TestDeployment deployment, ScheduledFault step) {
    return new TopicPartition(topic(deployment, step), 1 + step.choice() % 3);
  }

  private static String topic(TestDeployment deployment, ScheduledFault step) {
    List<String> topics = deployment.site().topics();
    return topics.get(step.choice() % topics.size());
  }
}
