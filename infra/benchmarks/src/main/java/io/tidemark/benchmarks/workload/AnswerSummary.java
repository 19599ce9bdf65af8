package io.tidemark.benchmarks.workload;

/** What a contestant came to, for comparison with the others. */
public record AnswerSummary(long rows, long checksum) {

  @Override
  public String toString() {
    return String.format("%,d rows, checksum %016x", rows, checksum);
  }
}
