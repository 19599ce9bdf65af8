package io.tidemark.testing.flink;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.JobManagerOptions.SchedulerType;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * Flink cluster of all tests of a process. Whoever runs a job starts it and closes it as one that
 * is his own; it starts once, and ends with the process.
 */
final class SharedMiniCluster extends MiniCluster {

  static final SharedMiniCluster INSTANCE = new SharedMiniCluster();

  private static final int SLOTS = 24;

  private SharedMiniCluster() {
    super(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(settings())
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(SLOTS)
            .build());
  }

  /** Memory is taken when a job asks for it; the scheduler is that of the product's jobs. */
  private static Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(2048));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(256));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(256));
    settings.set(JobManagerOptions.SCHEDULER, SchedulerType.Default);
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    return settings;
  }

  @Override
  public synchronized void start() throws Exception {
    if (!isRunning()) {
      super.start();
    }
  }

  @Override
  public CompletableFuture<Void> closeAsync() {
    return CompletableFuture.completedFuture(null);
  }

  /** Cancels what still runs, and waits until it has ended. */
  static void cancelJobs() {
    if (INSTANCE.isRunning()) {
      for (JobStatusMessage job : INSTANCE.listJobs().join()) {
        if (!job.getJobState().isGloballyTerminalState()) {
          INSTANCE.cancelJob(job.getJobId()).join();
          INSTANCE.requestJobResult(job.getJobId()).join();
        }
      }
    }
  }
}
