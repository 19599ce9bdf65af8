package io.tidemark.quickstart;

/**
 * Mixes a number into one that looks random, always the same one (SplitMix64 of Steele, Lea and
 * Flood, 2014). {@link ShopCustomer} and {@link ShopProduct} follow from it, and the events of the
 * benchmarks.
 */
public final class MixFunction {

  private MixFunction() {}

  public static long of(long number) {
    return of(number, 0);
  }

  /**
   * Gives a number another result for each salt.
   *
   * @param salt such as the number of a column
   */
  public static long of(long number, long salt) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L + salt * 0xd1b54a32d192ed03L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
