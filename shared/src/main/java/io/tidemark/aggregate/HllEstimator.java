package io.tidemark.aggregate;

/**
 * The cardinality estimator of {@link HllState} and {@link InvertibleHllState}: a HyperLogLog (P.
 * Flajolet, É. Fusy, O. Gandouet, F. Meunier, 2007) of 64-bit hashes with the improved raw
 * estimator of O. Ertl (<i>New cardinality estimation algorithms for HyperLogLog sketches</i>,
 * 2017, algorithm 6), which needs neither tables nor a switch to linear counting. The standard
 * error is 1.04 / sqrt(4096) = 1.6 %.
 */
final class HllEstimator {

  static final int REGISTERS = 1 << 12;

  /** Greatest rank: one more than the bits that are left. */
  static final int MOST = Long.SIZE - 12 + 1;

  private static final int PRECISION = 12;
  private static final double ALPHA = 0.7213475204444817; // 1 / (2 ln 2)

  private HllEstimator() {}

  /** Register of a hash: its leading bits. */
  static int register(long hash) {
    return (int) (hash >>> Long.SIZE - PRECISION);
  }

  /** Position of the first one-bit among the bits that follow, from 1. */
  static int rank(long hash) {
    return Math.min(Long.numberOfLeadingZeros(hash << PRECISION) + 1, MOST);
  }

  /**
   * Estimates how many different hashes there were.
   *
   * @param ranks how many registers have each rank, from 0 to {@link #MOST}
   */
  static long estimate(int[] ranks) {
    double z = REGISTERS * tau(1 - (double) ranks[MOST] / REGISTERS);
    for (int rank = MOST - 1; rank >= 1; rank--) {
      z = 0.5 * (z + ranks[rank]);
    }
    z += REGISTERS * sigma((double) ranks[0] / REGISTERS);
    return Math.round(ALPHA * REGISTERS * REGISTERS / z);
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double sum = share;
    double before;
    do {
      x *= x;
      before = sum;
      sum += x * y;
      y += y;
    } while (sum != before);
    return sum;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double sum = 1 - share;
    double before;
    do {
      x = Math.sqrt(x);
      before = sum;
      y *= 0.5;
      sum -= (1 - x) * (1 - x) * y;
    } while (sum != before);
    return sum / 3;
  }
}
