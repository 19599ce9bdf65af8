package io.tidemark.benchmarks.workload;

/**
 * Selects customers, by a table of 65,536 tickets where they are skewed; part of {@link
 * EventGenerator}.
 */
final class CustomerSelector {

  private static final int TICKETS = 1 << 16;

  private static volatile CustomerSelector newest;

  private final int customers;
  private final boolean skewed;
  private final int[] tickets;

  private CustomerSelector(int customers, boolean skewed) {
    this.customers = customers;
    this.skewed = skewed;
    this.tickets = skewed ? tickets(customers) : null;
  }

  /** Made once a process: it has one workload. */
  static CustomerSelector of(int customers, boolean skewed) {
    CustomerSelector selector = newest;
    if (selector == null || selector.customers != customers || selector.skewed != skewed) {
      selector = new CustomerSelector(customers, skewed);
      newest = selector;
    }
    return selector;
  }

  int pick(long mixed) {
    return tickets == null ? (int) ((mixed >>> 1) % customers) : tickets[(int) (mixed >>> 48)];
  }

  private static int[] tickets(int customers) {
    double total = 0;
    for (int k = 0; k < customers; k++) {
      total += 1.0 / (k + 1);
    }
    int[] tickets = new int[TICKETS];
    double cumulated = 0;
    int next = 0;
    for (int k = 0; k < customers; k++) {
      cumulated += 1.0 / (k + 1);
      int end = k == customers - 1 ? TICKETS : (int) (cumulated / total * TICKETS);
      for (; next < end; next++) {
        tickets[next] = k;
      }
    }
    return tickets;
  }
}
