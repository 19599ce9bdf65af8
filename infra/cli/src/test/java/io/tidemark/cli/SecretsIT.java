package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that values which an environment file takes from the process environment are neither
 * printed nor logged.
 */
class SecretsIT {

  private static final String SECRET = "hunter2-and-more";

  private static final String ENVIRONMENT =
      """
      kafka:
        bootstrap.servers: 127.0.0.1:1
        security.protocol: SASL_PLAINTEXT
        sasl.mechanism: PLAIN
        sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username="me" password="${SHOP_SECRET}";
      catalog:
        catalog-impl: org.apache.iceberg.jdbc.JdbcCatalog
        uri: CATALOG
        jdbc.password: ${SHOP_SECRET}
        warehouse: DIR/warehouse
      checkpoints: file://DIR/checkpoints
      flink:
        s3.secret-key: ${SHOP_SECRET}
      """;

  @TempDir Path dir;

  @Test
  void aCommandThatWorks() throws Exception {
    environment("jdbc:sqlite:" + dir + "/catalog.db");
    assertThat(run("validate")).contains("is valid");
    assertThat(run("show")).contains("table");
  }

  @Test
  void aCatalogThatDoesNotAnswer() throws Exception {
    environment("jdbc:postgresql://127.0.0.1:1/lake?user=me&password=${SHOP_SECRET}");
    assertThat(run("show")).contains("it does not answer");
  }

  @Test
  void aKafkaThatDoesNotAnswerOrThatIsNotUnderstood() throws Exception {
    String good = environment("jdbc:sqlite:" + dir + "/catalog.db");
    assertThat(run("ingest")).contains("kafka 127.0.0.1:1: no answer");
    write(good.replace("PlainLoginModule required", "NoSuchModule required"));
    assertThat(run("ingest")).contains("kafka 127.0.0.1:1: no answer");
    write(good.replace("\"${SHOP_SECRET}\";", "\"${SHOP_SECRET}\""));
    assertThat(run("ingest")).contains("kafka 127.0.0.1:1: no answer");
  }

  private String environment(String catalog) {
    String content = ENVIRONMENT.replace("CATALOG", catalog).replace("DIR", dir.toString());
    write(content);
    return content;
  }

  private void write(String content) {
    ShopFilesFixture.write(dir.resolve("env.yaml"), content);
  }

  /** All that the command printed, after a look at it and at the log. */
  private String run(String command) throws IOException, InterruptedException {
    File output = dir.resolve("output").toFile();
    Path log = dir.resolve("tidemark.log");
    ProcessBuilder builder =
        new ProcessBuilder(call(command, log)).redirectErrorStream(true).redirectOutput(output);
    builder.environment().put("SHOP_SECRET", SECRET);
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output.toPath());
    assertThat(printed).doesNotContain(SECRET).doesNotContain("\tat ");
    if (Files.exists(log)) {
      assertThat(Files.readString(log)).doesNotContain(SECRET);
    }
    return printed;
  }

  private List<String> call(String command, Path log) {
    List<String> call = new ArrayList<>();
    call.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    call.add("-Xmx512m");
    call.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    call.add("-Dtidemark.log=" + log);
    call.add("-cp");
    call.add(System.getProperty("java.class.path"));
    call.add(Tidemark.class.getName());
    call.add(command);
    call.add(ShopFilesFixture.pipeline(dir).toString());
    call.add("-e");
    call.add(dir.resolve("env.yaml").toString());
    return call;
  }
}
