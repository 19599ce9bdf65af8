/**
 * Interface of a contestant: {@link BenchmarkContestant} runs a {@link ContestantTask} and reports
 * its {@link ElapsedTime}.
 */
package io.tidemark.benchmarks.contestant;
