package io.tidemark.ingestion.sink;

import io.tidemark.definition.UserException;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.LostTransactionCheck;
import io.tidemark.lake.live.WriterLeaseCheck;
import io.tidemark.metric.JobMetric;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the transactions of a topic that Kafka has given up before they were committed, and names
 * them in the log, or ends the job. Their rows are in the table and not in the topic, and nothing
 * but a roll-back sends them again. {@link LossReportingCommitter} calls it.
 */
final class LostTransactionHandler implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LostTransactionHandler.class);

  private static final String WHAT =
      "Kafka has given up transaction %s before it was committed: table %s has rows that the topic"
          + " lacks";
  private static final String RULE =
      "a transaction is committed within transaction.timeout.ms (%d) of its begin, whatever is down"
          + " meanwhile";
  private static final String WAY =
      "ingest --restore <a savepoint or checkpoint from before> --roll-back sends them again; without"
          + " that the next row of an entity has all of its features";

  private final String topic;
  private final HashMap<String, String> kafka;
  private final long timeout;
  private final boolean failing;
  private final WriterLeaseCheck owner;

  private transient Counter lost;

  /**
   * @param kafka the clients' properties
   * @param timeout of a transaction, milliseconds
   * @param failing whether a loss ends the job
   * @param owner of the table with the same rows
   */
  LostTransactionHandler(
      String topic,
      Map<String, String> kafka,
      long timeout,
      boolean failing,
      WriterLeaseCheck owner) {
    this.topic = topic;
    this.kafka = new HashMap<>(kafka);
    this.timeout = timeout;
    this.failing = failing;
    this.owner = owner;
  }

  void open(MetricGroup metrics) {
    lost = JobMetric.LOST_TRANSACTIONS.counter(metrics, topic);
  }

  /**
   * Takes notice of a transaction that Kafka refuses to commit.
   *
   * @throws SuppressRestartsException if another run has taken over, which sends the rows itself;
   *     or if they are lost, and the job is to end then
   */
  void refused(KafkaCommittable transaction, Throwable reason) {
    owner.require();
    if (!isLost(transaction, reason)) {
      return;
    }
    lost.inc();
    String what = WHAT.formatted(transaction.getTransactionalId(), owner.table());
    if (failing) {
      throw new SuppressRestartsException(
          new UserException("topic " + topic, what, RULE.formatted(timeout), way()));
    }
    LOG.error("Topic {}: {} ({}). {}", topic, what, RULE.formatted(timeout), WAY);
  }

  private static String way() {
    return WAY + ", and " + TopicSinkFactory.FAIL_ON_LOSS.key() + ": false goes on so";
  }

  /** A commit that is repeated after a restart may be refused for it was done before. */
  private boolean isLost(KafkaCommittable transaction, Throwable reason) {
    if (transaction.getProducer().isPresent() || !(reason instanceof ProducerFencedException)) {
      return true;
    }
    try (KafkaCluster cluster = KafkaCluster.connect(kafka)) {
      return new LostTransactionCheck(cluster)
          .isLost(
              transaction.getTransactionalId(),
              transaction.getProducerId(),
              transaction.getEpoch());
    }
  }
}
