package io.tidemark.lake;

import io.tidemark.definition.UserException;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CommitFailedException;

/**
 * Commits a transaction that changes a table's columns. Iceberg does not retry such a change on top
 * of another commit, so a conflict becomes a {@link UserException}.
 */
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
