package io.tidemark.testing.faults.lake;

import java.nio.file.Path;
import java.util.Map;

/**
 * Location of the tables of a workspace and the properties of its catalog, with the {@link
 * LakeServers} to start.
 */
public interface LakeLocation {

  /** Catalog properties in the environment file of a job. */
  Map<String, String> catalog(Path dir);

  /** Catalog properties for the checks, which no fault is to strike. */
  default Map<String, String> safeCatalog(Path dir) {
    return catalog(dir);
  }

  /** Directory of all tables. */
  Path warehouse(Path dir);

  /** Starts what there is to start. */
  LakeServers start(Path dir) throws Exception;
}
