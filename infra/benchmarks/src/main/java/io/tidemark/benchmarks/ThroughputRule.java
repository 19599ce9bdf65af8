package io.tidemark.benchmarks;

/** A promise: one contestant's rows a second are at least so many times another's. */
record ThroughputRule(String contestant, String other, double atLeast) {}
