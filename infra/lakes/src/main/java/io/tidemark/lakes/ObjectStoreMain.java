package io.tidemark.lakes;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** The process of an {@link ObjectStore}. */
final class ObjectStoreMain {

  private ObjectStoreMain() {}

  public static void main(String[] words) throws Exception {
    Starter.endWithIt();
    S3Proxy.builder()
        .blobStore(new FilesystemNio2BlobStore(words[0]))
        .endpoint(URI.create(words[1]))
        .awsAuthentication(
            AuthenticationType.AWS_V2_OR_V4, ObjectStore.ACCESS_KEY, ObjectStore.SECRET_KEY)
        .build()
        .start();
  }
}
