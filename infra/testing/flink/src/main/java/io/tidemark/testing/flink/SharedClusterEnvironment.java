package io.tidemark.testing.flink;

import java.util.stream.Stream;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink environment whose jobs run in the {@link SharedMiniCluster}. */
final class SharedClusterEnvironment extends StreamExecutionEnvironment {

  private SharedClusterEnvironment(Configuration configuration) {
    super(new ExecutorLoader(), configuration, Thread.currentThread().getContextClassLoader());
  }

  /** From now on, {@link StreamExecutionEnvironment#getExecutionEnvironment} gives such ones. */
  static void setAsContext() {
    initializeContextEnvironment(
        given -> {
          Configuration configuration = new Configuration(given);
          configuration.set(DeploymentOptions.TARGET, LocalExecutor.NAME);
          configuration.set(DeploymentOptions.ATTACHED, true);
          return new SharedClusterEnvironment(configuration);
        });
  }

  private static final class ExecutorLoader implements PipelineExecutorServiceLoader {

    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
      return new ExecutorFactory();
    }

    @Override
    public Stream<String> getExecutorNames() {
      return Stream.of(LocalExecutor.NAME);
    }
  }

  private static final class ExecutorFactory implements PipelineExecutorFactory {

    @Override
    public String getName() {
      return LocalExecutor.NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
      return true;
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
      return LocalExecutor.createWithFactory(configuration, unused -> SharedMiniCluster.INSTANCE);
    }
  }
}
