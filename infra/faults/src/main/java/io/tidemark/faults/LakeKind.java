package io.tidemark.faults;

import io.tidemark.local.Ports;

/** What a site's tables lie in. */
public enum LakeKind {
  /** A SQLite catalog and local files. */
  LOCAL,
  /** A REST catalog and an object store, each a server. */
  REST;

  LakePlace place() {
    return this == LOCAL ? new LocalPlace() : new RestPlace(Ports.free(RestPlace.PORTS));
  }
}
