package io.tidemark.aggregate;

/**
 * The bucket mapping of {@link QuantileSketch}, a DDSketch (C. Masson, J. Rim, H. Lee, <i>DDSketch:
 * a fast and fully-mergeable quantile sketch with relative-error guarantees</i>, VLDB 2019).
 * Buckets are numbered in the order of their values: 0 has zero, negative numbers have negative
 * ones, the infinities and NaN have their own.
 *
 * <p>Each power of two is cut into 35 buckets whose bounds grow by the factor 2^(1/35), so that the
 * representative of a bucket is within 0.991 % of all that is in it; of subnormal numbers also
 * within half the least double. No logarithm is taken, for its last digit may depend on the
 * machine: the leading bits give the bucket, or the one before it, from a table.
 */
final class LogBucketMapping {

  /** Number of the greatest bucket. */
  static final int NAN;

  private static final int PER_BINADE = 35;
  private static final int LEAST_EXPONENT = -1074;
  private static final int INFINITE = (Double.MAX_EXPONENT - LEAST_EXPONENT + 1) * PER_BINADE + 1;
  private static final int FRACTION_BITS = 52;
  private static final int SUBNORMAL_SHIFT = 54;
  private static final int LEADING_BITS = 7;

  private static final double[] BOUNDS = new double[PER_BINADE + 1];
  private static final double[] REPRESENTATIVES = new double[PER_BINADE];
  private static final byte[] STARTS = new byte[1 << LEADING_BITS];

  static {
    NAN = INFINITE + 1;
    for (int i = 0; i <= PER_BINADE; i++) {
      BOUNDS[i] = StrictMath.pow(2, (double) i / PER_BINADE);
    }
    for (int i = 0; i < PER_BINADE; i++) {
      REPRESENTATIVES[i] = 2 * BOUNDS[i] * BOUNDS[i + 1] / (BOUNDS[i] + BOUNDS[i + 1]);
    }
    int bucket = 0;
    for (int i = 0; i < STARTS.length; i++) {
      bucket = bucketFrom(bucket, 1 + (double) i / STARTS.length);
      STARTS[i] = (byte) bucket;
    }
  }

  private LogBucketMapping() {}

  static int of(double value) {
    if (value == 0) {
      return 0;
    }
    if (Double.isNaN(value)) {
      return NAN;
    }
    int bucket = ofMagnitude(Math.abs(value));
    return value < 0 ? -bucket : bucket;
  }

  private static int ofMagnitude(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return INFINITE;
    }
    if (value < Double.MIN_NORMAL) {
      return ofMagnitude(Math.scalb(value, SUBNORMAL_SHIFT)) - SUBNORMAL_SHIFT * PER_BINADE;
    }
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS) - Double.MAX_EXPONENT;
    long fraction = bits & (1L << FRACTION_BITS) - 1;
    double mantissa =
        Double.longBitsToDouble((long) Double.MAX_EXPONENT << FRACTION_BITS | fraction);
    int start = STARTS[(int) (fraction >>> FRACTION_BITS - LEADING_BITS)];
    return (exponent - LEAST_EXPONENT) * PER_BINADE + bucketFrom(start, mantissa) + 1;
  }

  private static int bucketFrom(int start, double mantissa) {
    int bucket = start;
    while (mantissa >= BOUNDS[bucket + 1]) {
      bucket++;
    }
    return bucket;
  }

  /** Value that stands for all values of the bucket. */
  static double representative(int bucket) {
    if (bucket == 0) {
      return 0;
    }
    if (bucket == NAN) {
      return Double.NaN;
    }
    double magnitude = representativeMagnitude(Math.abs(bucket));
    return bucket < 0 ? -magnitude : magnitude;
  }

  private static double representativeMagnitude(int bucket) {
    if (bucket == INFINITE) {
      return Double.POSITIVE_INFINITY;
    }
    int index = bucket - 1;
    int exponent = index / PER_BINADE + LEAST_EXPONENT;
    return Math.scalb(REPRESENTATIVES[index % PER_BINADE], exponent);
  }
}
