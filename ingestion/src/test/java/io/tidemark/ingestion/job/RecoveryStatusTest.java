package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.highavailability.nonha.embedded.EmbeddedHaServices;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests {@link RecoveryStatus} as a command in a JobManager sees it; the fault suite runs the
 * whole, with ZooKeeper.
 */
class RecoveryStatusTest {

  private static final JobID JOB = new JobID(0, 7);

  private static final Map<String, String> APPLICATION =
      Map.of("execution.target", "embedded", "$internal.pipeline.job-id", JOB.toHexString());

  private static EmbeddedHaServices services;

  @TempDir Path directory;

  /** Its services outlive those who ask. */
  public static final class Factory implements HighAvailabilityServicesFactory {
    @Override
    public HighAvailabilityServices createHAServices(Configuration settings, Executor executor) {
      return services;
    }
  }

  @AfterEach
  void leave() {
    StreamContextEnvironment.unsetAsContext();
  }

  private static RecoveryStatus in(Map<String, String> cluster) throws Exception {
    StreamContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(),
        Configuration.fromMap(cluster),
        RecoveryStatusTest.class.getClassLoader(),
        false,
        false);
    return RecoveryStatus.ofThisProcess();
  }

  private static RecoveryStatus highlyAvailable() throws Exception {
    Configuration all = Configuration.fromMap(APPLICATION);
    all.setString("high-availability.type", Factory.class.getName());
    return in(all.toMap());
  }

  @Test
  void aProcessOfItsOwnHasNothingToRecover() throws Exception {
    assertThat(RecoveryStatus.ofThisProcess())
        .isEqualTo(new RecoveryStatus(false, Optional.empty(), false));
    assertThat(in(Map.of("execution.target", "remote", "high-availability.type", "zookeeper")))
        .isEqualTo(new RecoveryStatus(false, Optional.empty(), false));
    assertThat(in(Map.of("execution.target", "embedded")))
        .isEqualTo(new RecoveryStatus(false, Optional.empty(), false));
  }

  @Test
  void aFixedIdMeansOneJob() throws Exception {
    RecoveryStatus recovery = in(APPLICATION);
    assertThat(recovery).isEqualTo(new RecoveryStatus(false, Optional.empty(), true));
    recovery.requireRestore();
    assertThatThrownBy(recovery::requireBootstrap)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("one job");
  }

  @Test
  void aJobThatHasEndedIsKnown() throws Exception {
    services = new EmbeddedHaServices(Executors.directExecutor());
    assertThat(highlyAvailable().known()).isFalse();
    services = new EmbeddedHaServices(Executors.directExecutor());
    JobResult result =
        new JobResult.Builder()
            .jobId(JOB)
            .applicationStatus(ApplicationStatus.SUCCEEDED)
            .netRuntime(1)
            .build();
    services.getJobResultStore().createDirtyResultAsync(new JobResultEntry(result)).get();
    assertThat(highlyAvailable().known()).isTrue();
  }

  @Test
  void whatHighAvailabilityPointsAtIsNotToBeChosen() {
    RecoveryStatus recovery = new RecoveryStatus(false, Optional.of("s3://lake/chk-7"), true);
    assertThatThrownBy(recovery::requireRestore)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("s3://lake/chk-7");
    new RecoveryStatus(false, Optional.empty(), true).requireRestore();
  }
}
