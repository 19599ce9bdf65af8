package io.tidemark.ingestion.job;

import io.tidemark.definition.Environment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Initializes the file systems of Flink in this process, so that checkpoints may lie in a store
 * that Hadoop reaches. It hands Hadoop the settings of the environment file, such as {@code
 * flink.hadoop.fs.s3a.endpoint}. A Flink cluster has its own plugins and configuration.
 */
final class HadoopFileSystemInitializer {

  private static final String PREFIX = "flink.hadoop.";

  /** Schemes that Flink has a plugin for, and does not leave to Hadoop unless told to. */
  private static final String BY_HADOOP = "s3a";

  private HadoopFileSystemInitializer() {}

  static void open(Environment environment) {
    boolean says = environment.flink().keySet().stream().anyMatch(key -> key.startsWith(PREFIX));
    if (says || BY_HADOOP.equals(new Path(environment.checkpoints()).toUri().getScheme())) {
      Configuration settings = Configuration.fromMap(environment.flink());
      if (!settings.contains(CoreOptions.ALLOWED_FALLBACK_FILESYSTEMS)) {
        settings.set(CoreOptions.ALLOWED_FALLBACK_FILESYSTEMS, BY_HADOOP);
      }
      FileSystem.initialize(settings, null);
    }
  }
}
