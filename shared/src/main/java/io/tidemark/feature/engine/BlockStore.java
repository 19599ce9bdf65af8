package io.tidemark.feature.engine;

/**
 * Where the full blocks of an entity's log are kept, so that neither memory nor a rewrite of its
 * state has to hold them all; always that of the entity at hand.
 */
public interface BlockStore {

  /** The bytes that were put under that number; not to be modified. */
  byte[] get(long number);

  /**
   * Keeps the bytes, in place of those before.
   *
   * @param bytes not modified later
   */
  void put(long number, byte[] bytes);

  /** Forgets the bytes under that number. */
  void remove(long number);
}
