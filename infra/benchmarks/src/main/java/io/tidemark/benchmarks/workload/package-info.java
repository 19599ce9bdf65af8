/** The made input, and the answers that every contestant must come to. */
package io.tidemark.benchmarks.workload;
