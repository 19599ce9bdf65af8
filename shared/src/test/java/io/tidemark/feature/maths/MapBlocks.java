package io.tidemark.feature.maths;

import java.util.Map;
import java.util.TreeMap;

/** Blocks in a map. */
final class MapBlocks implements BlockStore {

  private final Map<Long, byte[]> blocks = new TreeMap<>();

  int size() {
    return blocks.size();
  }

  @Override
  public byte[] get(long number) {
    byte[] bytes = blocks.get(number);
    if (bytes == null) {
      throw new AssertionError("There is no block " + number);
    }
    return bytes;
  }

  @Override
  public void put(long number, byte[] bytes) {
    blocks.put(number, bytes);
  }

  @Override
  public void remove(long number) {
    if (blocks.remove(number) == null) {
      throw new AssertionError("There was no block " + number);
    }
  }
}
