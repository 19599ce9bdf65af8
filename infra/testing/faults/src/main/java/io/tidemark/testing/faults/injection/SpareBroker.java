package io.tidemark.testing.faults.injection;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Main class of a second broker of the cluster, which holds a partition for {@link LeaderFaults}.
 */
public final class SpareBroker {

  static final String UP = "the spare broker is up";

  private SpareBroker() {}

  /**
   * @param args its directory, its number, its port, the cluster's controllers and its id
   */
  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    int node = Integer.parseInt(args[1]);
    if (!Files.exists(dir.resolve("meta.properties"))) {
      format(dir, node, args[4]);
    }
    Map<String, String> settings = settings(dir, node, "127.0.0.1:" + args[2], args[3]);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop spare broker"));
    server.startup();
    System.out.println(UP);
    server.awaitShutdown();
  }

  private static Map<String, String> settings(Path dir, int node, String at, String controller) {
    return Map.of(
        "process.roles",
        "broker",
        "node.id",
        String.valueOf(node),
        "log.dirs",
        dir.toString(),
        "listeners",
        "BROKER://" + at,
        "advertised.listeners",
        "BROKER://" + at,
        "inter.broker.listener.name",
        "BROKER",
        "controller.listener.names",
        "CONTROLLER",
        "controller.quorum.voters",
        controller,
        "listener.security.protocol.map",
        "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.cleaner.dedupe.buffer.size",
        "4194304");
  }

  private static void format(Path dir, int node, String cluster) throws Exception {
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(node)
          .setClusterId(cluster)
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setMetadataLogDirectory(dir.toString())
          .setDirectories(List.of(dir.toString()))
          .run();
    }
  }
}
