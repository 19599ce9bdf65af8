/** From an event table to features, by engines that know no streams; Tidemark's is beside them. */
package io.tidemark.benchmarks.batch;
