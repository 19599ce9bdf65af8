package io.tidemark.benchmarks.workload;

import java.util.Arrays;
import java.util.List;

/**
 * Oracle of the features per event, by a loop over arrays in one thread: the reference of all
 * answers ({@link AnswerSummary}), and the lower bound of all times.
 */
public final class PlainLoopOracle {

  private final EventGenerator events;
  private final List<FeatureWindow> spans;

  private long[] time;
  private int[] amount;
  private int[] number;
  private int[] start;

  public PlainLoopOracle(EventGenerator events, List<FeatureWindow> spans) {
    this.events = events;
    this.spans = spans;
  }

  /** Lays the events out by customer, each customer's sorted by time. */
  public PlainLoopOracle load() {
    int count = Math.toIntExact(events.count());
    start = starts(count);
    number = numbersByCustomer(count);
    time = new long[count];
    amount = new int[count];
    for (int customer = 0; customer < events.customers(); customer++) {
      sort(start[customer], start[customer + 1]);
    }
    for (int i = 0; i < count; i++) {
      time[i] = events.time(number[i]);
      amount[i] = events.amountUnits(number[i]);
    }
    return this;
  }

  /** Computes all rows. */
  public AnswerSummary run() {
    AnswerChecksum checksum = new AnswerChecksum();
    for (int customer = 0; customer < events.customers(); customer++) {
      run(customer, checksum);
    }
    return checksum.answers();
  }

  private void run(int customer, AnswerChecksum checksum) {
    int end = start[customer + 1];
    int[] tail = new int[spans.size()];
    long[] values = new long[2 * spans.size()];
    Arrays.fill(tail, start[customer]);
    for (int i = start[customer]; i < end; ) {
      int next = i;
      while (next < end && time[next] == time[i]) {
        enter(amount[next++], values);
      }
      leave(tail, time[i], values);
      for (; i < next; i++) {
        checksum.add(number[i], customer, time[i], values);
      }
    }
  }

  private static void enter(int amount, long[] values) {
    for (int i = 0; i < values.length; i += 2) {
      values[i]++;
      values[i + 1] += amount;
    }
  }

  private void leave(int[] tail, long now, long[] values) {
    for (int i = 0; i < tail.length; i++) {
      long oldest = now - spans.get(i).millis();
      while (time[tail[i]] < oldest) {
        values[2 * i]--;
        values[2 * i + 1] -= amount[tail[i]++];
      }
    }
  }

  private int[] starts(int count) {
    int[] starts = new int[events.customers() + 1];
    for (int i = 0; i < count; i++) {
      starts[events.customer(i) + 1]++;
    }
    for (int i = 0; i < events.customers(); i++) {
      starts[i + 1] += starts[i];
    }
    return starts;
  }

  private int[] numbersByCustomer(int count) {
    int[] next = start.clone();
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[next[events.customer(i)]++] = i;
    }
    return numbers;
  }

  /** By insertion: the events are nearly in order. */
  private void sort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moved = number[i];
      long movedTime = events.time(moved);
      int j = i - 1;
      for (; j >= from && events.time(number[j]) > movedTime; j--) {
        number[j + 1] = number[j];
      }
      number[j + 1] = moved;
    }
  }
}
