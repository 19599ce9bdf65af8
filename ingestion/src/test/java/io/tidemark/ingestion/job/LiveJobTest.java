package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.ingestion.checkpoint.MaxParallelismSettingsTest;
import io.tidemark.pipeline.Workspace;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.FinishedTaskStateProvider.PartialFinishingNotSupportedByStateException;
import org.junit.jupiter.api.Test;

/** Tests {@link LiveJob} against answers of Flink that it has to interpret. */
class LiveJobTest {

  @Test
  void aSavepointThatFindsHalfOfTheSourcesEndedIsTakenOnceMore() throws Exception {
    Queue<CompletableFuture<String>> answers =
        new ArrayDeque<>(
            List.of(
                CompletableFuture.failedFuture(
                    new PartialFinishingNotSupportedByStateException("The vertex Source")),
                CompletableFuture.completedFuture("savepoint-1")));
    JobClient client =
        (JobClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {JobClient.class},
                (proxy, method, arguments) ->
                    method.getName().equals("stopWithSavepoint")
                        ? answers.remove()
                        : CompletableFuture.completedFuture(null));
    Workspace workspace =
        new Workspace(
            ActivityFixture.shop("t").build(), MaxParallelismSettingsTest.environment(2, Map.of()));
    LiveJob job = new LiveJob(workspace, client, Optional.empty(), true);
    assertThat(job.stop(false)).isEqualTo("savepoint-1");
  }
}
