/** Contestants side by side on one input: processes, rounds, checks and tables of results. */
package io.tidemark.benchmarks;
