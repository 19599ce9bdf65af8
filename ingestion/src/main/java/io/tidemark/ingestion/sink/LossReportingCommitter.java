package io.tidemark.ingestion.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/**
 * Committer of transactions that tells {@link LostTransactionHandler} of those which Kafka refuses
 * to commit. Flink's own gives them up with a line in the log, and the job goes on.
 */
final class LossReportingCommitter implements Committer<KafkaCommittable> {

  private final Committer<KafkaCommittable> committer;
  private final LostTransactionHandler losses;

  LossReportingCommitter(Committer<KafkaCommittable> committer, LostTransactionHandler losses) {
    this.committer = committer;
    this.losses = losses;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<CommitRequest<KafkaCommittable>> observed =
        requests.stream()
            .map(request -> new ObservedCommit(request, losses))
            .collect(Collectors.toUnmodifiableList());
    committer.commit(observed);
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  /** Request that passes everything on to Flink's. */
  private record ObservedCommit(
      CommitRequest<KafkaCommittable> request, LostTransactionHandler losses)
      implements CommitRequest<KafkaCommittable> {

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    /** Of reasons that the committer knows none lets the job fail. */
    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      request.signalFailedWithKnownReason(reason);
      losses.refused(request.getCommittable(), reason);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }

    /** Stands in the lines that Flink's committer logs. */
    @Override
    public String toString() {
      return request.toString();
    }
  }
}
