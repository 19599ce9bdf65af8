/** JMH benchmarks: the cost of single operations. */
package io.tidemark.benchmarks.jmh;
