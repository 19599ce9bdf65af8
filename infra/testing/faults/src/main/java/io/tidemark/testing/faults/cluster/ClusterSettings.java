package io.tidemark.testing.faults.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the {@code config.yaml} of a {@link FlinkCluster} on this machine. */
final class ClusterSettings {

  /** Of a TaskManager. */
  static final int SLOTS = 2;

  private static final String CONFIG =
      """
      jobmanager.rpc.address: 127.0.0.1
      jobmanager.rpc.port: %d
      jobmanager.bind-host: 127.0.0.1
      rest.address: 127.0.0.1
      rest.bind-address: 127.0.0.1
      rest.port: %d
      taskmanager.host: 127.0.0.1
      taskmanager.bind-host: 127.0.0.1
      taskmanager.numberOfTaskSlots: %d
      taskmanager.load-balance.mode: SLOTS
      taskmanager.cpu.cores: 1
      taskmanager.memory.framework.heap.size: 128m
      taskmanager.memory.framework.off-heap.size: 128m
      taskmanager.memory.task.heap.size: 640m
      taskmanager.memory.task.off-heap.size: 0m
      taskmanager.memory.network.min: 128m
      taskmanager.memory.network.max: 128m
      taskmanager.memory.managed.size: 256m
      taskmanager.memory.jvm-metaspace.size: 256m
      taskmanager.memory.jvm-overhead.min: 192m
      taskmanager.memory.jvm-overhead.max: 192m
      heartbeat.interval: 2 s
      heartbeat.timeout: 12 s
      classloader.resolve-order: %s
      classloader.check-leaked-classloader: false
      io.tmp.dirs: %s
      %s
      """;

  private ClusterSettings() {}

  /**
   * Writes it. A process that does not answer counts as dead sooner than usual; the heaps are those
   * of the processes, the other memory is only what Flink wants to be told.
   *
   * @param more settings
   * @return the directory that it is in
   */
  static Path write(
      Path dir, int rpcPort, int restPort, String resolveOrder, Map<String, String> more)
      throws IOException {
    Path conf = Files.createDirectories(dir.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        CONFIG.formatted(
            rpcPort,
            restPort,
            SLOTS,
            resolveOrder,
            Files.createDirectories(dir.resolve("tmp")),
            lines(more)));
    return conf;
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + ": " + setting.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
