package io.tidemark.backfill.imports;

/**
 * Listener to the progress of an import. {@link ImportRunner} and {@link ReadProgressTracker} call
 * it.
 */
public interface ImportProgressListener {

  /** Says nothing to anybody. */
  ImportProgressListener SILENT = new ImportProgressListener() {};

  /**
   * What there is to do.
   *
   * @param files to be imported
   * @param bytes of them
   * @param known files that were imported before
   */
  default void planned(int files, long bytes, int known) {}

  /**
   * How far the reading is, said every few seconds.
   *
   * @param rows records that were read in all
   * @param bytes of the files that were read to their end
   */
  default void read(long rows, long bytes) {}

  /**
   * Files are in the tables now, and stay there whatever comes.
   *
   * @param files so far
   * @param rows of them
   */
  default void committed(int files, long rows) {}

  /**
   * Links are left out, since the files that they lead to are read under other names.
   *
   * @param example one of them
   * @param file to which it leads
   */
  default void doubles(int links, String example, String file) {}

  /** A file is left out. */
  default void unreadable(String location, String why) {}
}
