package io.tidemark.testing.lakes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Schema registry in a process of its own ({@link ServerProcess}). It is Apicurio's, which has
 * Confluent's REST API and whose server, unlike Confluent's, is in the public repository. It keeps
 * its schemas in memory.
 */
public final class SchemaRegistryServer implements AutoCloseable {

  private static final String MAIN = "io.quarkus.runner.GeneratedMain";

  private final URI uri;
  private final ServerProcess process;

  private SchemaRegistryServer(URI uri, ServerProcess process) {
    this.uri = uri;
    this.process = process;
  }

  /**
   * Returns once it answers.
   *
   * @param dir for what it prints; made if missing
   */
  public static SchemaRegistryServer start(Path dir, int port)
      throws IOException, InterruptedException {
    Files.createDirectories(dir);
    URI uri = URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    Map<String, String> settings =
        Map.of("QUARKUS_HTTP_PORT", String.valueOf(port), "QUARKUS_HTTP_HOST", "127.0.0.1");
    return new SchemaRegistryServer(
        uri,
        ServerProcess.start(
            MAIN,
            runner().toString(),
            List.of(),
            settings,
            dir.resolve("registry.log"),
            URI.create(uri + "/subjects")));
  }

  /** The build unpacks the server beside this module's classes. */
  private static Path runner() throws IOException {
    Path server = ServerProcess.ownClasses().resolveSibling("registry");
    if (!Files.isDirectory(server)) {
      throw new IOException("there is no " + server + ": build that module first");
    }
    try (Stream<Path> files = Files.list(server)) {
      return files.filter(f -> f.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
    }
  }

  /** The root of Confluent's interface. */
  public URI uri() {
    return uri;
  }

  @Override
  public void close() throws InterruptedException {
    process.kill();
  }
}
