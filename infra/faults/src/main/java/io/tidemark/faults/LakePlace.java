package io.tidemark.faults;

import java.nio.file.Path;
import java.util.Map;

/** Where the tables of a site are, and how they are reached. */
interface LakePlace {

  /** What an environment file says of the catalog. */
  Map<String, String> catalog(Path dir);

  /** Directory of all tables. */
  Path warehouse(Path dir);

  /** Starts what there is to start. */
  LakeServers start(Path dir) throws Exception;
}
