/**
 * Generated input and expected answers. A {@link BenchmarkWorkload} is an {@link EventGenerator}
 * and the {@link FeatureWindow}s to compute; {@link PlainLoopOracle} and {@link GridLoopOracle}
 * compute the {@link AnswerSummary} by loops, {@link AnswerChecksum} compares rows, and {@link
 * BenchmarkProperties} carries all of it between processes.
 */
package io.tidemark.benchmarks.workload;
