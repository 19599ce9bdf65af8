package io.tidemark.quickstart;

import java.util.Arrays;

/**
 * Draws ranks with Zipf's distribution: with exponent 1, rank k is 1/k times as frequent as the
 * first. {@link ShopStoryGenerator} picks customers and products by it.
 */
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
