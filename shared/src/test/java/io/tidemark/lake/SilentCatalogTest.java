package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.CatalogUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody waits for ever for a REST catalog that takes requests and does not answer. */
class SilentCatalogTest {

  private static final String TIMEOUT = "rest.client.socket-timeout-ms";

  /** After that long Flink ends a process whose task does not stop. */
  private static final Duration TASK_CANCELLATION = Duration.ofMinutes(3);

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void isGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> catalog =
          Map.of(
              "type", "rest", "uri", "http://127.0.0.1:" + silent.getLocalPort(), TIMEOUT, "300");
      assertThatThrownBy(() -> Lake.open(LakeFixture.environment(catalog), "shop"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("does not answer");
    }
  }

  @Test
  void isGivenUpBeforeFlinkGivesUpTheTask() {
    Map<String, String> settings =
        CatalogSettings.withDefaults("lake", Map.of(), CatalogUtil.ICEBERG_CATALOG_REST);
    assertThat(Duration.ofMillis(Long.parseLong(settings.get(TIMEOUT))))
        .isLessThan(TASK_CANCELLATION);
  }

  @Test
  void theEnvironmentFileHasTheLastWord() {
    assertThat(
            CatalogSettings.withDefaults(
                "lake", Map.of(TIMEOUT, "1"), CatalogUtil.ICEBERG_CATALOG_REST))
        .containsEntry(TIMEOUT, "1");
  }
}
