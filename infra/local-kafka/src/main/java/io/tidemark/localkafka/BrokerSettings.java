package io.tidemark.localkafka;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of the node of {@link EmbeddedKafkaBroker}, broker and controller at once. They are
 * those that a single node demands and those that keep it small. All else is Kafka's default, so
 * that a job meets here what it will meet elsewhere.
 */
final class BrokerSettings {

  static final String HOST = "127.0.0.1";
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final String BROKER = "BROKER";

  private BrokerSettings() {}

  static Map<String, String> of(Path logDir, int port, int controllerPort) {
    Map<String, String> settings = new LinkedHashMap<>();
    node(settings, logDir, port, controllerPort);
    singleCopies(settings);
    footprint(settings);
    return settings;
  }

  private static void node(Map<String, String> s, Path logDir, int port, int controllerPort) {
    String broker = BROKER + "://" + HOST + ":" + port;
    String controller = CONTROLLER + "://" + HOST + ":" + controllerPort;
    s.put("process.roles", "broker,controller");
    s.put("node.id", String.valueOf(NODE));
    s.put("log.dirs", logDir.toString());
    s.put("listeners", broker + "," + controller);
    s.put("advertised.listeners", broker);
    s.put("inter.broker.listener.name", BROKER);
    s.put("controller.listener.names", CONTROLLER);
    s.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    s.put("listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    s.put("auto.create.topics.enable", "false");
  }

  private static void singleCopies(Map<String, String> s) {
    for (String log : new String[] {"transaction.state.log", "share.coordinator.state.topic"}) {
      s.put(log + ".replication.factor", "1");
      s.put(log + ".min.isr", "1");
    }
    s.put("offsets.topic.replication.factor", "1");
    s.put("default.replication.factor", "1");
    s.put("min.insync.replicas", "1");
  }

  /** One user, one machine: answer at once, and keep the internal topics and the heap small. */
  private static void footprint(Map<String, String> s) {
    s.put("group.initial.rebalance.delay.ms", "0");
    s.put("offsets.topic.num.partitions", "1");
    s.put("transaction.state.log.num.partitions", "1");
    s.put("log.cleaner.dedupe.buffer.size", "4194304");
    s.put("num.network.threads", "2");
    s.put("num.io.threads", "4");
  }
}
