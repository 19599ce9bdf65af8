package io.tidemark.ingestion.source;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the offsets of completed checkpoints to the consumer group, without waiting. Each
 * checkpoint commits all offsets, so that a lost commit is made up for by the next. {@link
 * OffsetLedgerOperator} calls it in place of Flink's source, which knows only delivered messages.
 */
final class GroupOffsetCommitter implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(GroupOffsetCommitter.class);

  private final HashMap<String, String> client;
  private final String group;

  private transient Admin admin;
  private transient KafkaFuture<Void> sent;
  private transient NavigableMap<Long, Map<TopicPartition, OffsetAndMetadata>> pending;

  /**
   * @param client the clients' properties
   */
  GroupOffsetCommitter(Map<String, String> client, String group) {
    this.client = new HashMap<>(client);
    this.group = group;
  }

  void open() {
    Properties properties = new Properties();
    properties.putAll(client);
    admin = Admin.create(properties);
    pending = new TreeMap<>();
  }

  /** Keeps the next offsets of a checkpoint until that is complete. */
  void snapshot(long checkpoint, Map<TopicPartition, Long> next) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    pending.put(checkpoint, offsets);
  }

  /** Sends those of the checkpoint, without waiting. */
  void completed(long checkpoint) {
    Map<TopicPartition, OffsetAndMetadata> offsets = pending.get(checkpoint);
    pending.headMap(checkpoint, true).clear();
    if (offsets != null && !offsets.isEmpty()) {
      sent = admin.alterConsumerGroupOffsets(group, offsets).all();
      sent.whenComplete((done, failure) -> report(checkpoint, failure));
    }
  }

  private void report(long checkpoint, Throwable failure) {
    if (failure != null) {
      LOG.warn("Group {} does not show checkpoint {}: {}", group, checkpoint, failure.toString());
    }
  }

  /** Lets what was sent last arrive. */
  void close() {
    if (admin == null) {
      return;
    }
    try {
      if (sent != null) {
        sent.get(1, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("Group {} is not up to date", group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}
