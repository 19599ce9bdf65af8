package io.tidemark.lake;

import io.tidemark.definition.UserException;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CommitFailedException;

/** Commits a change of a table's columns, which Iceberg does not try again on what came between. */
final class SchemaChangeCommitter {

  private SchemaChangeCommitter() {}

  /**
   * @throws UserException if something was committed meanwhile; the table is as it was then
   */
  static void commit(Transaction transaction) {
    try {
      transaction.commitTransaction();
    } catch (CommitFailedException e) {
      throw new UserException(
          "table " + transaction.table().name(),
          "something was committed to it meanwhile; its columns are as they were",
          "nobody should write to a table while its columns change: stop the live job first",
          "the same again");
    }
  }
}
