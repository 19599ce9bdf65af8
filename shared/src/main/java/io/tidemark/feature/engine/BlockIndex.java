package io.tidemark.feature.engine;

import java.util.Arrays;

/**
 * The index of an {@link EventLog}'s full blocks, in order: the number that each is stored under
 * and the time of its first event. Positions count from the first block there ever was, so removing
 * at the front leaves the others as they are.
 */
final class BlockIndex {

  private long[] numbers = new long[2];
  private long[] firstTimes = new long[2];
  private int from;
  private int to;
  private long removed; // place of the block at from
  private long nextNumber;

  boolean isEmpty() {
    return from == to;
  }

  int size() {
    return to - from;
  }

  /** Place of the first block. */
  long begin() {
    return removed;
  }

  /** Place behind the last block. */
  long end() {
    return removed + size();
  }

  long number(long place) {
    return numbers[index(place)];
  }

  long firstTime(long place) {
    return firstTimes[index(place)];
  }

  /** The last block that begins at or before that time, else the first. */
  long lastFrom(long time) {
    int low = from;
    int high = to - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (firstTimes[middle] <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return removed + low - from;
  }

  /** Adds a block behind the last and returns its number. */
  long add(long firstTime) {
    return insertAt(to, firstTime);
  }

  /** Adds a block behind that one and returns its number. */
  long insertAfter(long place, long firstTime) {
    return insertAt(index(place) + 1, firstTime);
  }

  void replace(long place, long firstTime) {
    firstTimes[index(place)] = firstTime;
  }

  /** Removes the first block and returns its number. */
  long removeFirst() {
    removed++;
    return numbers[from++];
  }

  private long insertAt(int index, long firstTime) {
    int place = index;
    if (to == numbers.length) {
      place -= from;
      makeRoom();
    }
    System.arraycopy(numbers, place, numbers, place + 1, to - place);
    System.arraycopy(firstTimes, place, firstTimes, place + 1, to - place);
    to++;
    numbers[place] = nextNumber;
    firstTimes[place] = firstTime;
    return nextNumber++;
  }

  /** Moves the blocks to the front, of larger arrays if they fill more than half of these. */
  private void makeRoom() {
    int size = size();
    int capacity = size > numbers.length / 2 ? numbers.length * 2 : numbers.length;
    numbers = Arrays.copyOf(Arrays.copyOfRange(numbers, from, to), capacity);
    firstTimes = Arrays.copyOf(Arrays.copyOfRange(firstTimes, from, to), capacity);
    from = 0;
    to = size;
  }

  private int index(long place) {
    return from + (int) (place - removed);
  }

  void write(ByteWriter out) {
    out.unsigned(nextNumber);
    out.unsigned(size());
    long number = 0;
    long time = 0;
    for (int i = from; i < to; i++) {
      out.signed(numbers[i] - number);
      out.signed(firstTimes[i] - time);
      number = numbers[i];
      time = firstTimes[i];
    }
  }

  static BlockIndex read(ByteReader in) {
    BlockIndex index = new BlockIndex();
    long nextNumber = in.unsigned();
    int size = in.size();
    long number = 0;
    long time = 0;
    for (int i = 0; i < size; i++) {
      number += in.signed();
      time += in.signed();
      index.nextNumber = number;
      index.add(time);
    }
    index.nextNumber = nextNumber;
    return index;
  }
}
