/**
 * Process of an HDFS cluster, on a class path of its own: {@link HdfsMain} runs Hadoop's mini
 * cluster. Tests start it by {@link io.tidemark.testing.lakes.HdfsCluster}.
 */
package io.tidemark.testing.hdfs;
