package io.tidemark.ingestion;

import io.tidemark.definition.Environment;
import java.util.Properties;

/** Kafka client properties of an environment. */
final class Clients {

  private Clients() {}

  static Properties properties(Environment environment) {
    Properties properties = new Properties();
    properties.putAll(environment.kafka());
    return properties;
  }
}
