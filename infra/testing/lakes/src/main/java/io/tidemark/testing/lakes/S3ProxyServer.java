package io.tidemark.testing.lakes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * S3 server in a process of its own ({@link S3ProxyMain}). It checks signatures; each object is a
 * file below its directory and outlives it.
 */
public final class S3ProxyServer implements S3Server {

  /** The bucket that there is. */
  public static final String BUCKET = "lake";

  static final String ACCESS_KEY = "tidemark";
  static final String SECRET_KEY = "tidemark-secret";

  private final Path dir;
  private final URI endpoint;
  private ServerProcess process;

  private S3ProxyServer(Path dir, URI endpoint) {
    this.dir = dir;
    this.endpoint = endpoint;
  }

  /**
   * Returns once it answers.
   *
   * @param dir of its objects, absolute; made if missing
   */
  public static S3ProxyServer start(Path dir, int port) throws IOException, InterruptedException {
    Files.createDirectories(dir.resolve(BUCKET));
    S3ProxyServer store = new S3ProxyServer(dir, URI.create("http://127.0.0.1:" + port));
    store.restart();
    return store;
  }

  /** Starts it again after a kill; it has what it had. */
  public void restart() throws IOException, InterruptedException {
    process =
        ServerProcess.start(
            S3ProxyMain.class,
            List.of(dir.toString(), endpoint.toString()),
            Map.of(),
            dir.resolveSibling(dir.getFileName() + ".log"),
            endpoint);
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  /** The file of an object. */
  public static Path file(Path dir, String key) {
    return dir.resolve(BUCKET).resolve(key);
  }

  /**
   * Properties of an Iceberg catalog on such a store.
   *
   * @param endpoint where it is reached
   */
  public static Map<String, String> properties(URI endpoint) {
    return Map.of(
        "io-impl",
        "org.apache.iceberg.aws.s3.S3FileIO",
        "warehouse",
        "s3://" + BUCKET + "/warehouse",
        "s3.endpoint",
        endpoint.toString(),
        "s3.path-style-access",
        "true",
        "s3.access-key-id",
        ACCESS_KEY,
        "s3.secret-access-key",
        SECRET_KEY,
        "client.region",
        "us-east-1");
  }

  @Override
  public String name() {
    return "s3proxy";
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
