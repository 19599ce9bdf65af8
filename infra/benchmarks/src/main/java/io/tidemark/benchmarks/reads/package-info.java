/** How much of a table a query reads, before and after maintenance. */
package io.tidemark.benchmarks.reads;
