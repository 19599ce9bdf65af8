package io.tidemark.benchmarks;

/**
 * Required ratio of two contestants' rows per second; {@link BenchmarkReport} says whether it is
 * met.
 */
record ThroughputRule(String contestant, String other, double atLeast) {}
