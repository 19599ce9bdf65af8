package io.tidemark.testing.lakes;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** Main class of the process of an {@link S3ProxyServer}. */
final class S3ProxyMain {

  private S3ProxyMain() {}

  public static void main(String[] words) throws Exception {
    ParentProcessListener.endWithIt();
    S3Proxy.builder()
        .blobStore(new FilesystemNio2BlobStore(words[0]))
        .endpoint(URI.create(words[1]))
        .awsAuthentication(
            AuthenticationType.AWS_V2_OR_V4, S3ProxyServer.ACCESS_KEY, S3ProxyServer.SECRET_KEY)
        .build()
        .start();
  }
}
