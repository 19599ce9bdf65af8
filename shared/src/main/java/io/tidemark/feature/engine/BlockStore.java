package io.tidemark.feature.engine;

/**
 * The storage of the full blocks of an entity's {@link EventLog}, so that neither memory nor a
 * rewrite of the entity's state has to hold them all. It is always that of the entity in use; in
 * Flink it is map state.
 */
public interface BlockStore {

  /** The bytes that were put under that number; not to be modified. */
  byte[] get(long number);

  /**
   * Stores the bytes under that number, replacing those before.
   *
   * @param bytes not modified later
   */
  void put(long number, byte[] bytes);

  /** Removes the bytes under that number. */
  void remove(long number);
}
