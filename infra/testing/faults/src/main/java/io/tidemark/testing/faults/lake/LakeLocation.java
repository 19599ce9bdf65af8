package io.tidemark.testing.faults.lake;

import java.nio.file.Path;
import java.util.Map;

/** Where the tables of a site are, and how they are reached. */
public interface LakeLocation {

  /** What the environment file of a job says of the catalog. */
  Map<String, String> catalog(Path dir);

  /** The same for who judges, and is not to suffer. */
  default Map<String, String> safeCatalog(Path dir) {
    return catalog(dir);
  }

  /** Directory of all tables. */
  Path warehouse(Path dir);

  /** Starts what there is to start. */
  LakeServers start(Path dir) throws Exception;
}
