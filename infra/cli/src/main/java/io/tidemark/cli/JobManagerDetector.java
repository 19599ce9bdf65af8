package io.tidemark.cli;

import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Detects that the command runs in a JobManager, for an application cluster or for its page. The
 * process is then not the command's own: it is not for {@link Tidemark} to end, and {@link
 * IngestCommand} leaves its signals alone.
 */
final class JobManagerDetector {

  private JobManagerDetector() {}

  static boolean isInJobManager() {
    ReadableConfig flink = StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration();
    return EmbeddedExecutor.NAME.equals(flink.get(DeploymentOptions.TARGET));
  }
}
