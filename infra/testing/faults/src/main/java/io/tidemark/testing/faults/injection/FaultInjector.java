package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.schedule.ScheduledFault;

/** Injects the fault of a {@link ScheduledFault} into a {@link TestDeployment}. */
public final class FaultInjector {

  private FaultInjector() {}

  /**
   * Lets the fault happen and pass; the job runs afterwards.
   *
   * @return what is worth saying of it; empty for nothing
   */
  public static String inject(TestDeployment deployment, ScheduledFault step) throws Exception {
    return switch (step.fault()) {
      case JOB_KILLED -> JobFaults.kill(deployment, step);
      case JOB_KILLED_AT_COMMIT -> JobFaults.killAtCommit(deployment, step);
      case JOB_KILLED_WHILE_STARTING -> JobFaults.killWhileStarting(deployment, step);
      case STATE_LOST -> JobFaults.loseState(deployment, step);
      case JOB_TERMINATED -> JobFaults.terminate(deployment, step);
      case JOB_DRAINED -> JobFaults.drain(deployment, step);
      case JOB_PAUSED -> JobFaults.pause(deployment, step);
      case SECOND_JOB -> SuccessorFaults.secondJob(deployment, step);
      case ROLLED_BACK -> SuccessorFaults.rollBack(deployment, step);
      case DEFINITION_CHANGED -> SuccessorFaults.changeDefinition(deployment, step);
      case STREAM_ADDED -> SuccessorFaults.addStream(deployment, step);
      case HEALED -> SuccessorFaults.heal(deployment, step);
      case CLOCK_JUMPED -> ClockFaults.jump(deployment, step);
      case BROKER_KILLED -> BrokerFaults.restart(deployment, step);
      case BROKER_AWAY -> BrokerFaults.away(deployment, step);
      case BROKER_COLD -> BrokerFaults.cold(deployment, step);
      case PARTITION_ADDED -> BrokerFaults.addPartition(deployment, step);
      case PARTITION_LEADERLESS -> LeaderFaults.leaderless(deployment, step);
      case PRODUCERS_AHEAD -> ClockFaults.producersAhead(deployment, step);
      case TRANSACTION_HUNG -> TransactionFaults.hang(deployment, step);
      case TRANSACTIONS_DELETED -> TransactionFaults.delete(deployment, step);
      case CATALOG_LOCKED -> StorageFaults.lockCatalog(deployment, step);
      case CATALOG_AWAY -> StorageFaults.removeCatalog(deployment, step);
      case WAREHOUSE_REFUSING -> StorageFaults.refuseTable(deployment, step);
      case CHECKPOINTS_AWAY -> StorageFaults.removeCheckpoints(deployment, step);
      case CHECKPOINTS_FULL -> StorageFaults.fillCheckpoints(deployment, step);
      case STORE_REFUSING -> LakeFaults.refuseStore(deployment, step);
      case STORE_SLOW -> LakeFaults.slowStore(deployment, step);
      case STORE_RESETTING -> LakeFaults.resetUploads(deployment, step);
      case ANSWER_LOST -> LakeFaults.loseAnswers(deployment, step);
      case CATALOG_KILLED -> LakeFaults.killCatalog(deployment, step);
      case CATALOG_PAUSED -> LakeFaults.pauseCatalog(deployment, step);
      case STORE_KILLED -> LakeFaults.killStore(deployment, step);
      case TASK_MANAGER_KILLED -> ClusterFaults.killTaskManager(deployment, step);
      case TASK_MANAGER_KILLED_AT_COMMIT -> ClusterFaults.killTaskManagerAtCommit(deployment, step);
      case TASK_MANAGER_PAUSED -> ClusterFaults.pauseTaskManager(deployment, step);
      case TASK_MANAGER_PAUSED_AT_COMMIT ->
          ClusterFaults.pauseTaskManagerAtCommit(deployment, step);
      case JOB_MANAGER_KILLED -> ClusterFaults.killJobManager(deployment, step);
      case JOB_MANAGER_FAILED_OVER -> ClusterFaults.failOver(deployment, step);
      case CLUSTER_KILLED -> ClusterFaults.killCluster(deployment, step);
    };
  }
}
