package io.tidemark.benchmarks.workload;

/** Row count and {@link AnswerChecksum} of a contestant's answers. */
public record AnswerSummary(long rows, long checksum) {

  @Override
  public String toString() {
    return String.format("%,d rows, checksum %016x", rows, checksum);
  }
}
