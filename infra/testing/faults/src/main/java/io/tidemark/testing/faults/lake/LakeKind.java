package io.tidemark.testing.faults.lake;

import io.tidemark.localkafka.PortFinder;

/** Kinds of lakes that the suite runs on; each has a {@link LakeLocation}. */
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
