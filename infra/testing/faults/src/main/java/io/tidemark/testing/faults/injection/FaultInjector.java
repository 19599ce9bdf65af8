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
  public static String inject(TestDeployment plant, ScheduledFault step) throws Exception {
    return switch (step.fault()) {
      case JOB_KILLED -> JobFaults.kill(plant, step);
      case JOB_KILLED_AT_COMMIT -> JobFaults.killAtCommit(plant, step);
      case JOB_KILLED_WHILE_STARTING -> JobFaults.killWhileStarting(plant, step);
      case STATE_LOST -> JobFaults.loseState(plant, step);
      case JOB_TERMINATED -> JobFaults.terminate(plant, step);
      case JOB_DRAINED -> JobFaults.drain(plant, step);
      case JOB_PAUSED -> JobFaults.pause(plant, step);
      case SECOND_JOB -> SuccessorFaults.secondJob(plant, step);
      case ROLLED_BACK -> SuccessorFaults.rollBack(plant, step);
      case DEFINITION_CHANGED -> SuccessorFaults.changeDefinition(plant, step);
      case STREAM_ADDED -> SuccessorFaults.addStream(plant, step);
      case HEALED -> SuccessorFaults.heal(plant, step);
      case CLOCK_JUMPED -> ClockFaults.jump(plant, step);
      case BROKER_KILLED -> BrokerFaults.restart(plant, step);
      case BROKER_AWAY -> BrokerFaults.away(plant, step);
      case BROKER_COLD -> BrokerFaults.cold(plant, step);
      case PARTITION_ADDED -> BrokerFaults.addPartition(plant, step);
      case PARTITION_LEADERLESS -> LeaderFaults.leaderless(plant, step);
      case PRODUCERS_AHEAD -> ClockFaults.producersAhead(plant, step);
      case TRANSACTION_HUNG -> TransactionFaults.hang(plant, step);
      case TRANSACTIONS_DELETED -> TransactionFaults.delete(plant, step);
      case CATALOG_LOCKED -> StorageFaults.lockCatalog(plant, step);
      case CATALOG_AWAY -> StorageFaults.removeCatalog(plant, step);
      case WAREHOUSE_REFUSING -> StorageFaults.refuseTable(plant, step);
      case CHECKPOINTS_AWAY -> StorageFaults.removeCheckpoints(plant, step);
      case CHECKPOINTS_FULL -> StorageFaults.fillCheckpoints(plant, step);
      case STORE_REFUSING -> LakeFaults.refuseStore(plant, step);
      case STORE_SLOW -> LakeFaults.slowStore(plant, step);
      case STORE_RESETTING -> LakeFaults.resetUploads(plant, step);
      case ANSWER_LOST -> LakeFaults.loseAnswers(plant, step);
      case CATALOG_KILLED -> LakeFaults.killCatalog(plant, step);
      case CATALOG_PAUSED -> LakeFaults.pauseCatalog(plant, step);
      case STORE_KILLED -> LakeFaults.killStore(plant, step);
      case TASK_MANAGER_KILLED -> ClusterFaults.killTaskManager(plant, step);
      case TASK_MANAGER_KILLED_AT_COMMIT -> ClusterFaults.killTaskManagerAtCommit(plant, step);
      case TASK_MANAGER_PAUSED -> ClusterFaults.pauseTaskManager(plant, step);
      case TASK_MANAGER_PAUSED_AT_COMMIT -> ClusterFaults.pauseTaskManagerAtCommit(plant, step);
      case JOB_MANAGER_KILLED -> ClusterFaults.killJobManager(plant, step);
      case JOB_MANAGER_FAILED_OVER -> ClusterFaults.failOver(plant, step);
      case CLUSTER_KILLED -> ClusterFaults.killCluster(plant, step);
    };
  }
}
