package io.tidemark.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * Checksum of a set of rows that does not depend on their order.
 *
 * <p>Each row's columns, as whole numbers, are multiplied by a prime each, added up and weighted by
 * the event's number; the sum over all rows is taken modulo 2^61 - 1. {@link #sql} computes the
 * same in SQL.
 */
public final class AnswerChecksum {

  private static final long MODULUS = (1L << 61) - 1;
  private static final long WEIGHTS = 1_000_003;
  private static final int CUSTOMER_FACTOR = 17;
  private static final int[] FACTORS = {3, 5, 7, 11, 13, 19, 23, 29, 31, 37};

  private long rows;
  private long sum;

  /**
   * Adds one row.
   *
   * @param values counts and sums (in 64ths) in turn, by window
   */
  public void add(long number, long customer, long time, long... values) {
    long value = CUSTOMER_FACTOR * customer + time % WEIGHTS;
    for (int i = 0; i < values.length; i++) {
      value += FACTORS[i] * values[i];
    }
    rows++;
    sum = (sum + (number % WEIGHTS + 1) * value % MODULUS) % MODULUS;
  }

  /** Adds what another one has seen. */
  public void add(AnswerChecksum other) {
    rows += other.rows;
    sum = (sum + other.sum) % MODULUS;
  }

  public AnswerSummary answers() {
    return new AnswerSummary(rows, sum);
  }

  /** A query that gives rows and checksum of the relation. */
  public static String sql(String relation, List<FeatureWindow> spans) {
    List<String> terms = new ArrayList<>();
    terms.add(CUSTOMER_FACTOR + " * customer_id");
    terms.add("epoch_ms(event_time) % " + WEIGHTS);
    int factor = 0;
    for (FeatureWindow span : spans) {
      terms.add(FACTORS[factor++] + " * " + span.count());
      terms.add(FACTORS[factor++] + " * CAST(64 * " + span.sum() + " AS BIGINT)");
    }
    String weight = "CAST(CAST(event_id AS BIGINT) % " + WEIGHTS + " + 1 AS HUGEINT)";
    return "SELECT count(*), CAST(coalesce(sum("
        + weight
        + " * ("
        + String.join(" + ", terms)
        + ")), 0) % "
        + MODULUS
        + " AS BIGINT) FROM "
        + relation;
  }
}
