package io.tidemark.testing.flink;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * JUnit extension that runs all Flink jobs of a test process in the {@link SharedMiniCluster},
 * which starts with the first of them. Without it, each job starts and stops a cluster of its own,
 * which costs more than most jobs of tests do.
 *
 * <p>Settings of the cluster, such as its memory, are the same for all; those of a job count as
 * ever. What a class leaves running is cancelled when it ends.
 */
public final class SharedMiniClusterExtension implements BeforeAllCallback, AfterAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    SharedClusterEnvironment.setAsContext();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass().getEnclosingClass() == null) {
      SharedMiniCluster.cancelJobs();
    }
  }
}
