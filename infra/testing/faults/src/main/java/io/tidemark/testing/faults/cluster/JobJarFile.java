package io.tidemark.testing.faults.cluster;

import io.tidemark.testing.faults.process.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/**
 * Jar that is submitted to a {@link FlinkCluster}, and the class path of the cluster.
 *
 * @param resolveOrder who is asked first for a class
 */
public record JobJarFile(Path path, String classPath, String resolveOrder) {

  /** Our jars that are in the {@code lib} folder of a Flink distribution, or that users add. */
  private static final List<String> LIB =
      List.of(
          "/org/apache/flink/",
          "/com/ververica/",
          "/org/apache/logging/",
          "/org/slf4j/",
          "/org/xerial/",
          "/com/esotericsoftware/",
          "/org/objenesis/",
          "/org/javassist/",
          "/org/snakeyaml/",
          "/com/ibm/icu/",
          "/com/google/code/findbugs/",
          "/tools/profiler/",
          "/at/yawk/lz4/",
          "/commons-cli/",
          "/commons-io/",
          "/commons-collections/",
          "/org/apache/commons/");

  private static final List<String> NOT_IN_LIB =
      List.of("flink-connector-kafka", "flink-connector-base", "flink-state-processor-api");

  /** There is nothing in the jar: all that a job needs is on the cluster's class path. */
  public static JobJarFile empty(Path path) throws IOException {
    new JarOutputStream(Files.newOutputStream(path)).close();
    return new JobJarFile(path, JavaProgram.ownClassPath(), "parent-first");
  }

  /** The jar has what a Flink distribution lacks, and the cluster has no more than that has. */
  public static JobJarFile whole(Path path) {
    String lib =
        Arrays.stream(JavaProgram.ownClassPath().split(File.pathSeparator))
            .filter(entry -> LIB.stream().anyMatch(entry::contains))
            .filter(entry -> NOT_IN_LIB.stream().noneMatch(entry::contains))
            .collect(Collectors.joining(File.pathSeparator));
    return new JobJarFile(path, lib, "child-first");
  }
}
