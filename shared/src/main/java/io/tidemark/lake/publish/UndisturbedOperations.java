package io.tidemark.lake.publish;

import io.tidemark.definition.UserException;
import io.tidemark.lake.DelegatingTableOperations;
import io.tidemark.lake.live.WriterLease;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;

/**
 * Table operations that refuse a commit once another run has taken the table over since they were
 * made. That run was not asked what it writes, so nothing is sealed for {@link RangePublisher} any
 * more.
 */
final class UndisturbedOperations extends DelegatingTableOperations {

  private final String name;
  private final Optional<String> owner;

  private UndisturbedOperations(TableOperations table, String name) {
    super(table);
    this.name = name;
    this.owner = WriterLease.owner(table.refresh().properties());
  }

  /** The table as it is now. */
  static Table of(Table table) {
    TableOperations operations = ((BaseTable) table).operations();
    return new BaseTable(new UndisturbedOperations(operations, table.name()), table.name());
  }

  /** The catalog replaces the base that was checked, or nothing. */
  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    if (!owner.equals(WriterLease.owner(base.properties()))) {
      throw new UserException(
          "table " + name,
          "an ingestion has taken the table over meanwhile; nothing was published",
          "a range is replaced only if the live job will not write to it, and the one that began"
              + " just now has not said yet how far it is",
          "run it again, after the live job's next checkpoint");
    }
    super.commit(base, metadata);
  }
}
