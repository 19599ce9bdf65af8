package io.tidemark.feature;

import io.tidemark.feature.engine.EntityState;
import org.apache.flink.table.data.RowData;

/**
 * A cache entry of {@link EntityStateCache}: an entity's state as an object, which may be newer
 * than its bytes in the state backend.
 */
final class CachedEntityState {

  private final RowData key;
  private final EntityState state;
  private int storedBytes;
  private boolean changed;

  CachedEntityState(RowData key, EntityState state, int storedBytes) {
    this.key = key;
    this.state = state;
    this.storedBytes = storedBytes;
  }

  RowData key() {
    return key;
  }

  EntityState state() {
    return state;
  }

  /** Size of its stored form when that was last known. */
  int storedBytes() {
    return storedBytes;
  }

  /** Says that the state may be newer than its stored form. */
  void change() {
    changed = true;
  }

  boolean hasChanged() {
    return changed;
  }

  /** Says that the stored form is that of the state. */
  void stored(int bytes) {
    storedBytes = bytes;
    changed = false;
  }
}
