package io.tidemark.ingestion.job;

import io.tidemark.definition.UserException;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.checkpoint.CompletedCheckpoint;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.runtime.state.SharedStateRegistry;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State of Flink's high availability for the job that this process is to start. There is one only
 * where this process is the JobManager of an application cluster. That runs the command again
 * whenever it takes over from another JobManager, and discards the graph that the command builds if
 * it has recovered the job. So {@link IngestionJob} asks first: fencing that job off, or choosing
 * another restore point, would kill it.
 *
 * @param known whether it has the job, or the job's end: then no other is started
 * @param pointer where Flink goes on from, whatever it is told
 * @param oneJob whether all that is executed here counts as one and the same job
 */
record RecoveryStatus(boolean known, Optional<String> pointer, boolean oneJob) {

  private static final Logger LOG = LoggerFactory.getLogger(RecoveryStatus.class);
  private static final RecoveryStatus NOTHING = new RecoveryStatus(false, Optional.empty(), false);

  /** Of those that a store has, all are wanted. */
  private static final int CHECKPOINTS = 100;

  /** As it is now. */
  static RecoveryStatus ofThisProcess() throws Exception {
    Configuration cluster =
        Configuration.fromMap(
            StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration().toMap());
    Optional<JobID> job =
        cluster
            .getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
            .map(JobID::fromHexString);
    if (job.isEmpty() || !EmbeddedExecutor.NAME.equals(cluster.get(DeploymentOptions.TARGET))) {
      return NOTHING;
    }
    return HighAvailabilityMode.isHighAvailabilityModeActivated(cluster)
        ? of(job.get(), cluster)
        : new RecoveryStatus(false, Optional.empty(), true);
  }

  private static RecoveryStatus of(JobID job, Configuration cluster) throws Exception {
    try (HighAvailabilityServices services =
        HighAvailabilityServicesUtils.createAvailableOrEmbeddedServices(
            cluster,
            Executors.directExecutor(),
            error -> LOG.warn("High availability cannot be asked for {}", job, error))) {
      boolean known =
          services.getExecutionPlanStore().getJobIds().contains(job)
              || services.getJobResultStore().hasJobResultEntryAsync(job).get();
      return new RecoveryStatus(known, pointer(services, job), true);
    }
  }

  private static Optional<String> pointer(HighAvailabilityServices services, JobID job)
      throws Exception {
    CompletedCheckpoint newest =
        services
            .getCheckpointRecoveryFactory()
            .createRecoveredCompletedCheckpointStore(
                job,
                CHECKPOINTS,
                SharedStateRegistry.DEFAULT_FACTORY,
                Executors.directExecutor(),
                RecoveryClaimMode.DEFAULT)
            .getLatestCheckpoint();
    return Optional.ofNullable(newest).map(CompletedCheckpoint::getExternalPointer);
  }

  /**
   * @throws UserException if Flink would not go on from there
   */
  void requireRestore() {
    if (pointer.isPresent()) {
      throw new UserException(
          "--restore",
          "the cluster's high availability points at " + pointer.get(),
          "a job under high availability goes on from there, whatever it is told",
          "leave out --restore; or choose another high-availability.cluster-id, which has nothing to"
              + " go on from yet");
    }
  }

  /**
   * @throws UserException if the state cannot be rebuilt here, by a job before the job
   */
  void requireBootstrap() {
    if (oneJob) {
      throw new UserException(
          "--bootstrap lake",
          "this is an application cluster for one job, whose id is fixed",
          "the state is rebuilt by a job of its own, and Flink would take the live job for the same",
          "once, outside of the cluster: tidemark ingest shop.yaml --bootstrap lake"
              + " --until-caught-up; the cluster, without anything in its high availability, goes on"
              + " from there");
    }
  }
}
