package io.tidemark.quickstart;

import java.util.Arrays;

/** Ranks as popularity has them: the second half as often as the first, the third a third. */
final class ZipfRankGenerator {

  private final double[] cumulated;

  ZipfRankGenerator(int ranks, double exponent) {
    cumulated = new double[ranks];
    double sum = 0;
    for (int i = 0; i < ranks; i++) {
      sum += 1 / StrictMath.pow(i + 1, exponent);
      cumulated[i] = sum;
    }
  }

  /** A rank, 0 for the most popular. */
  int next(SeededRandomGenerator dice) {
    double at = dice.fraction() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, at);
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulated.length - 1);
  }
}
