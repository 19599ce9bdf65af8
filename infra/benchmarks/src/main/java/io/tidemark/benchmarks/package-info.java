/**
 * Benchmark of contestants side by side on one generated input: each runs in a process of its own,
 * in rounds, and its answers are checked.
 *
 * <ul>
 *   <li>{@link BenchmarkCommand}: the command; {@link SuiteRegistry}, {@link BenchmarkSuite},
 *       {@link SuiteEntry}, the suites
 *   <li>{@link SuiteRunner}: the rounds; {@link ContestantLauncher} and {@link ContestantMain},
 *       both sides of a process; {@link EventLakeCache}, its input
 *   <li>{@link AnswerReader}, {@link AnswerOracle}: answers as they are and as they should be
 *   <li>{@link RoundResult}, {@link ContestantSummary}, {@link ThroughputRule}, {@link
 *       BenchmarkReport}: results
 *   <li>{@code contestant}, {@code workload}: what a contestant gets; {@code flink}, {@code batch},
 *       {@code grid}, the contestants; {@code jmh}, {@code reads}, benchmarks of their own
 * </ul>
 */
package io.tidemark.benchmarks;
