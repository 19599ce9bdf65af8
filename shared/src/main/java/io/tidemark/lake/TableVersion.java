package io.tidemark.lake;

import java.util.OptionalLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Snapshot, schema and partition spec of a table at one moment, by which a job reads and commits
 * against a fixed state.
 *
 * @param snapshot current snapshot; empty where the table never had one
 * @param schemaId schema then
 * @param specId partition spec then
 */
public record TableVersion(OptionalLong snapshot, int schemaId, int specId) {

  /** The table's state as it is now. */
  public static TableVersion of(Table table) {
    table.refresh();
    Snapshot current = table.currentSnapshot();
    return new TableVersion(
        current == null ? OptionalLong.empty() : OptionalLong.of(current.snapshotId()),
        table.schema().schemaId(),
        table.spec().specId());
  }
}
