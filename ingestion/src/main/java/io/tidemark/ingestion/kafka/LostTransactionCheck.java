package io.tidemark.ingestion.kafka;

import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Tells of a transaction whose commit Kafka refuses whether its rows are lost: Kafka has aborted
 * it, which it does when {@code transaction.timeout.ms} is over. The other reason for the refusal
 * is harmless: it was committed before a restart, and its id has been used again since.
 *
 * <p>Kafka knows the last transaction of an id alone, so both are told apart by the epoch of the
 * producer, which becomes greater with each use of the id.
 */
public final class LostTransactionCheck {

  private static final Set<TransactionState> ABORTED =
      EnumSet.of(
          TransactionState.PREPARE_EPOCH_FENCE,
          TransactionState.PREPARE_ABORT,
          TransactionState.COMPLETE_ABORT);

  private final KafkaCluster cluster;

  public LostTransactionCheck(KafkaCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Whether Kafka has aborted the transaction.
   *
   * @param id of the transaction
   * @param producer number of the producer that began it
   * @param epoch of that producer then
   */
  public boolean isLost(String id, long producer, short epoch) {
    TransactionDescription last = cluster.transaction(id);
    return ABORTED.contains(last.state())
        && last.producerId() == producer
        && last.producerEpoch() - epoch <= epochsOfAnAbort()
        && isOverdue(last);
  }

  /**
   * One to fence the producer off; with KIP-890 brokers may count the end of the transaction, too.
   */
  private int epochsOfAnAbort() {
    return cluster.countsTransactions() ? 2 : 1;
  }

  /** Whether it was Kafka that aborted it; a writer that closes aborts what it has just begun. */
  private static boolean isOverdue(TransactionDescription last) {
    OptionalLong begin = last.transactionStartTimeMs();
    return begin.isEmpty()
        || System.currentTimeMillis() - begin.getAsLong() >= last.transactionTimeoutMs();
  }
}
