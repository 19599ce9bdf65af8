package io.tidemark.testing.lakes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Server with the S3 API, and with the bucket and the keys of {@link S3ProxyServer#properties}.
 *
 * <pre>{@code
 * try (S3Server store = S3Server.start(dir.resolve("store"), port)) {
 *   Map<String, String> catalog = S3ProxyServer.properties(store.endpoint());
 * }
 * }</pre>
 */
public interface S3Server extends AutoCloseable {

  /**
   * MinIO where it is installed, else s3proxy; returns once it answers.
   *
   * @param dir of its objects, absolute; made if missing
   */
  static S3Server start(Path dir, int port) throws IOException, InterruptedException {
    Optional<Path> minio = MinioServer.installed();
    return minio.isPresent()
        ? MinioServer.start(minio.get(), dir, port)
        : S3ProxyServer.start(dir, port);
  }

  /** Address that it listens on. */
  URI endpoint();

  /** Name of the implementation. */
  String name();

  @Override
  void close() throws InterruptedException;
}
