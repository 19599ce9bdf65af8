package io.tidemark.lake;

import io.tidemark.definition.UserException;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CommitFailedException;

/**
 * Commits a transaction that changes a table's columns or definition, for {@link
 * RedefinitionCommitter}, {@link EvolutionCommitter} and {@link EventTableEvolution}. Iceberg does
 * not retry such a change on top of another commit, so a conflict becomes a {@link UserException}.
 */
final class SchemaChangeCommitter {

  private SchemaChangeCommitter() {}

  /**
   * The empty snapshot is for a live commit of the old definition that is on its way: as in a
   * take-over, a REST catalog would let it pass after a change of columns and properties alone.
   *
   * @throws UserException if something was committed meanwhile; the table is as it was then
   */
  static void commit(Transaction transaction) {
    transaction
        .newFastAppend()
        .set(SnapshotProperties.OPERATION, SnapshotProperties.REDEFINE)
        .commit();
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
