package io.tidemark.cli;

import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Tells whether the process is the command's own, to end and to take signals; {@link Tidemark} and
 * {@link IngestCommand} ask it.
 */
final class CommandProcess {

  private CommandProcess() {}

  /** Not in a JobManager, which runs the command for an application cluster or for its page. */
  static boolean is() {
    ReadableConfig flink = StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration();
    return !EmbeddedExecutor.NAME.equals(flink.get(DeploymentOptions.TARGET));
  }
}
