package io.tidemark.backfill.maintenance;

/** Listener to the progress of {@link MaintainJob}. */
public interface MaintenanceProgressListener {

  /** Says nothing to anybody. */
  MaintenanceProgressListener SILENT = new MaintenanceProgressListener() {};

  /** So many bytes of a table's small files are written anew, of so many. */
  default void compacted(String table, long done, long all) {}

  /** New files are there, which are about to take the place of the old ones. */
  default void replacing(String table) {}

  /** Snapshots are expired, and files deleted that nobody needs. */
  default void cleaning(String table) {}
}
