package io.tidemark.lake;

import java.net.URI;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * Location of a file or folder in one spelling: {@code s3} and {@code s3a}, {@code file:/} and
 * {@code file:///}, with a slash at the end or without. {@link TableLocations} compares folders by
 * it.
 *
 * @param bucket of an object store; empty for other stores, one of which may have several names
 * @param path without a slash at its end
 */
public record StoragePath(String bucket, String path) {

  private static final Set<String> OF_BUCKETS =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "abfs", "abfss", "wasb", "wasbs");

  /** The place of a location, as Iceberg writes it. */
  public static StoragePath of(String location) {
    URI uri = new Path(location).toUri();
    String path = uri.getPath();
    boolean ofBucket = uri.getScheme() != null && OF_BUCKETS.contains(uri.getScheme());
    return new StoragePath(
        ofBucket && uri.getAuthority() != null ? uri.getAuthority() : "",
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  /** Whether this is the other one, or a folder that it is somewhere below. */
  public boolean contains(StoragePath other) {
    boolean apart = !bucket.isEmpty() && !other.bucket.isEmpty() && !bucket.equals(other.bucket);
    return !apart && (other.path + "/").startsWith(path + "/");
  }

  /** Whether one of the two contains the other. */
  public boolean overlaps(StoragePath other) {
    return contains(other) || other.contains(this);
  }

  /** Whether it is a whole store. */
  boolean isRoot() {
    return path.isEmpty();
  }
}
