package io.tidemark.ingestion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.junit.jupiter.api.Test;

/** What is no loss is Flink's alone; {@code LostTransactionIT} has the losses. */
class LossReportingCommitterTest {

  private static final KafkaCommittable FIRST = new KafkaCommittable(7, (short) 1, "a-0", null);
  private static final KafkaCommittable SECOND = new KafkaCommittable(7, (short) 2, "a-0", null);

  private static CommitterFixture.Request<KafkaCommittable> after(
      Consumer<CommitRequest<KafkaCommittable>> answer) throws Exception {
    CommitterFixture.Request<KafkaCommittable> request = new CommitterFixture.Request<>(FIRST);
    try (LossReportingCommitter committer =
        new LossReportingCommitter(new Answering(answer), null)) {
      committer.commit(List.of(request));
    }
    return request;
  }

  @Test
  void whatTheCommitterSaysIsPassedOn() throws Exception {
    assertThat(after(r -> {}).outcome()).isEqualTo("committed");
    assertThat(after(CommitRequest::retryLater).outcome()).isEqualTo("later");
    assertThat(after(CommitRequest::signalAlreadyCommitted).outcome())
        .isEqualTo("committed before");
    assertThat(after(r -> r.signalFailedWithUnknownReason(new IOException("?"))).outcome())
        .isEqualTo("failed, unknown: ?");
    assertThat(after(r -> r.updateAndRetryLater(SECOND)).getCommittable()).isSameAs(SECOND);
  }

  @Test
  void itSeesTheRequestAsItIs() throws Exception {
    after(
        request -> {
          assertThat(request.getCommittable()).isSameAs(FIRST);
          assertThat(request.getNumberOfRetries()).isEqualTo(3);
        });
  }

  private record Answering(Consumer<CommitRequest<KafkaCommittable>> answer)
      implements Committer<KafkaCommittable> {

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) {
      requests.forEach(answer);
    }

    @Override
    public void close() {}
  }
}
