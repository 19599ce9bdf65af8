package io.tidemark.testing.lakes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A server that speaks S3, with the bucket and the keys of {@link S3ProxyServer#properties}. */
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

  /** Where it listens. */
  URI endpoint();

  /** Which one it is. */
  String name();

  @Override
  void close() throws InterruptedException;
}
