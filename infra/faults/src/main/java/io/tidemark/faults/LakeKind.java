package io.tidemark.faults;

import io.tidemark.local.Ports;
import java.util.Arrays;
import java.util.List;

/** What a site's tables lie in. */
public enum LakeKind {
  /** A SQLite catalog and local files. */
  LOCAL,
  /** A REST catalog and an object store, each a server. */
  REST;

  /** What can happen to a pipeline over such a lake. */
  public List<Fault> faults() {
    return Arrays.stream(Fault.values()).filter(fault -> fault.canStrike(this)).toList();
  }

  LakePlace place() {
    return this == LOCAL ? new LocalPlace() : new RestPlace(Ports.free(RestPlace.PORTS));
  }
}
