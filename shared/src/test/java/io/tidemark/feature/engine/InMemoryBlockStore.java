package io.tidemark.feature.engine;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A {@link BlockStore} in a map. */
final class InMemoryBlockStore implements BlockStore {

  private final Map<Long, byte[]> blocks = new TreeMap<>();

  /** Blocks as {@link #toString} writes them. */
  static InMemoryBlockStore parse(List<String> lines) {
    InMemoryBlockStore parsed = new InMemoryBlockStore();
    for (String line : lines) {
      String[] parts = line.split(" ");
      parsed.put(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1]));
    }
    return parsed;
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    blocks.forEach((number, bytes) -> lines.add(number + " " + HexFormat.of().formatHex(bytes)));
    return String.join("\n", lines);
  }

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
