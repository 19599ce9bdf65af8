/** Rows on the hour instead of at each event, by engines made for sliding windows. */
package io.tidemark.benchmarks.grid;
