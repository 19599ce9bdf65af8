package io.tidemark.cli;

import io.tidemark.definition.Environment;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.RestOptions;

/** Flink's web page beside a job that runs in this process. */
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
