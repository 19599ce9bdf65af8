package io.tidemark.testing.faults.lake;

import io.tidemark.localkafka.PortFinder;

/** What a site's tables lie in. */
public enum LakeKind {
  /** A SQLite catalog and local files. */
  LOCAL,
  /** A REST catalog and an object store, each a server. */
  REST;

  public LakeLocation place() {
    return this == LOCAL
        ? new LocalLakeLocation()
        : new RestLakeLocation(PortFinder.free(RestLakeLocation.PORTS));
  }
}
