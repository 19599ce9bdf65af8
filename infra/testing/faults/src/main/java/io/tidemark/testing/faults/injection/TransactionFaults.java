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

/** What producers in transactions do, and what retention makes of it. */
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
  static String hang(TestDeployment plant, ScheduledFault step) throws Exception {
    TopicPartition partition = busyPartition(plant, step);
    int end = step.choice() % 3;
    Duration longest = end == 2 ? step.hold() : LONG;
    PartitionEndAwait places = new PartitionEndAwait(plant.site());
    long from = places.end(partition);
    try (ProducerTransaction transaction = begin(plant, step, longest, partition)) {
      transaction.send(plant.load().shop().take(partition.topic(), MESSAGES));
      boolean restarts = step.choice() / 3 % 2 == 0;
      Thread.sleep(step.hold().toMillis());
      if (restarts) {
        plant.killJob();
        plant.startJob(step.parallelism());
      }
      String said = finish(plant, transaction, end);
      places.awaitReadable(partition, from);
      plant.witness().held(partition, from, places.end(partition));
      return "%s, %s%s".formatted(partition, said, restarts ? ", the job was killed" : "");
    }
  }

  private static String finish(TestDeployment plant, ProducerTransaction transaction, int end) {
    switch (end) {
      case 0:
        plant.load().acknowledge(transaction.commit());
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
  static String delete(TestDeployment plant, ScheduledFault step) throws Exception {
    TopicPartition partition = new TopicPartition(topic(plant, step), BusyPartitioner.QUIET);
    long last = write(plant, step, partition, true);
    boolean aborted = step.choice() % 2 == 0;
    if (aborted) {
      write(plant, step, partition, false);
    }
    new PartitionEndAwait(plant.site()).awaitInTables(partition, last);
    plant.awaitCommits();
    delete(plant, partition);
    boolean anew = step.choice() / 2 % 3 == 0;
    plant.killJob();
    if (anew) {
      plant.startJob(step.parallelism(), "--bootstrap", "lake");
    } else {
      plant.startJob(step.parallelism());
    }
    return "%s, %s%s"
        .formatted(
            partition, aborted ? "aborted last" : "committed last", anew ? ", from the lake" : "");
  }

  /** Offset of its last message. */
  private static long write(
      TestDeployment plant, ScheduledFault step, TopicPartition partition, boolean commit)
      throws Exception {
    try (ProducerTransaction transaction = begin(plant, step, LONG, partition)) {
      transaction.send(plant.load().shop().take(partition.topic(), MESSAGES));
      if (commit) {
        plant.load().acknowledge(transaction.commit());
      } else {
        transaction.abort();
      }
      return transaction.last();
    }
  }

  private static void delete(TestDeployment plant, TopicPartition partition) throws Exception {
    TestWorkspace site = plant.site();
    MessageOffsets there = new MessageOffsets();
    TopicMessages.read(
        site.bootstrapServers(), List.of(partition), m -> there.add(partition, m.offset()));
    try (Admin admin = site.admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
    }
    for (StreamDefinition stream : site.streamsOf(partition.topic())) {
      plant.witness().deleted(stream.name(), there);
    }
  }

  private static ProducerTransaction begin(
      TestDeployment plant, ScheduledFault step, Duration longest, TopicPartition partition) {
    return ProducerTransaction.begin(
        plant.site().bootstrapServers(), "shop-" + step.number(), longest, partition);
  }

  private static TopicPartition busyPartition(TestDeployment plant, ScheduledFault step) {
    return new TopicPartition(topic(plant, step), 1 + step.choice() % 3);
  }

  private static String topic(TestDeployment plant, ScheduledFault step) {
    List<String> topics = plant.site().topics();
    return topics.get(step.choice() % topics.size());
  }
}
