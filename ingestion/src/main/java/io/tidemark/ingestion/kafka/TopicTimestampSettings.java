package io.tidemark.ingestion.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * Topic settings that bound how far a message's timestamp may be from the broker's clock. Brokers
 * from Kafka 4 on refuse by default what is more than an hour ahead: a job that sends it would fail
 * of it at every restart. {@link MessageTimestampLimit} applies them to one message.
 */
public final class TopicTimestampSettings {

  /** As far as any two dates of events can be apart, and more. */
  public static final Duration ANY = Duration.ofDays(4_000_000);

  private static final List<String> SETTINGS =
      List.of(
          TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
          TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);

  private TopicTimestampSettings() {}

  /** Settings of a new topic that takes any date, as its messages have it. */
  public static Map<String, String> open(KafkaCluster kafka) {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.CREATE_TIME.name);
    if (kafka.boundsTimes()) {
      SETTINGS.forEach(setting -> settings.put(setting, String.valueOf(Long.MAX_VALUE)));
    }
    return settings;
  }

  /** The first setting by which the topic refuses dates so far from the broker's clock. */
  public static Optional<String> narrower(KafkaCluster kafka, String topic, Duration distance) {
    return !kafka.boundsTimes() || isDatedByBroker(kafka, topic)
        ? Optional.empty()
        : SETTINGS.stream()
            .filter(setting -> kafka.number(topic, setting) < distance.toMillis())
            .findFirst();
  }

  /** Whether the dates that messages have do not count. */
  static boolean isDatedByBroker(KafkaCluster kafka, String topic) {
    return TimestampType.LOG_APPEND_TIME.name.equals(
        kafka.setting(topic, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
  }

  /** The command that opens a topic. */
  public static String mend(String topic, String setting) {
    return alter(topic, setting + "=" + Long.MAX_VALUE);
  }

  /** The command that changes a setting of a topic. */
  public static String alter(String topic, String setting) {
    return "kafka-configs --alter --topic " + topic + " --add-config " + setting;
  }
}
