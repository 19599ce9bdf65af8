package io.tidemark.testing.lakes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * MinIO in a process of its own, where it is installed: at the path in {@code TIDEMARK_MINIO}, or
 * in {@code ~/.cache/tidemark}, where {@code .ci/run} puts it if there is Go. It does not end when
 * its starter does. {@link S3ProxyServer} takes its place where it is missing.
 */
public final class MinioServer implements S3Server {

  private final URI endpoint;
  private final ServerProcess process;

  private MinioServer(URI endpoint, ServerProcess process) {
    this.endpoint = endpoint;
    this.process = process;
  }

  /** The program, if it is there. */
  public static Optional<Path> installed() {
    Path cached = Path.of(System.getProperty("user.home"), ".cache", "tidemark", "minio");
    return Stream.of(
            Optional.ofNullable(System.getenv("TIDEMARK_MINIO")).map(Path::of), Optional.of(cached))
        .flatMap(Optional::stream)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static MinioServer start(Path program, Path dir, int port)
      throws IOException, InterruptedException {
    Files.createDirectories(dir.resolve(S3ProxyServer.BUCKET));
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    List<String> command =
        List.of(
            program.toString(),
            "server",
            dir.toString(),
            "--address",
            endpoint.getAuthority(),
            "--console-address",
            "127.0.0.1:0");
    Map<String, String> keys =
        Map.of(
            "MINIO_ROOT_USER",
            S3ProxyServer.ACCESS_KEY,
            "MINIO_ROOT_PASSWORD",
            S3ProxyServer.SECRET_KEY);
    Path output = dir.resolveSibling(dir.getFileName() + ".log");
    URI health = endpoint.resolve("/minio/health/live");
    return new MinioServer(endpoint, ServerProcess.start(command, keys, output, health));
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public String name() {
    return "MinIO";
  }

  @Override
  public void close() throws InterruptedException {
    process.kill();
  }
}
