package io.tidemark.cli;

import io.tidemark.definition.Environment;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.RestOptions;

/**
 * Settings of Flink's web UI for a job that runs in this process; option {@code --web} of {@link
 * IngestCommand}.
 */
final class WebUiSettings {

  private WebUiSettings() {}

  static Environment on(Integer port, Environment environment) {
    if (port == null) {
      return environment;
    }
    Map<String, String> flink = new HashMap<>(environment.flink());
    flink.put(RestOptions.BIND_PORT.key(), port.toString());
    flink.put(RestOptions.PORT.key(), port.toString());
    return environment.withFlink(flink);
  }

  static String address(Integer port) {
    return port == null ? "" : ", web page http://localhost:" + port;
  }
}
