/** HDFS in a process of its own, for tests. */
package io.tidemark.testing.hdfs;
