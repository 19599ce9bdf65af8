/**
 * Flink cluster of processes on this machine: {@link FlinkCluster} starts them with {@link
 * ClusterSettings} and a {@link JobJarFile}, {@link ClusterRestClient} asks the JobManager, and
 * {@link LocalZooKeeperServer} serves high availability.
 */
package io.tidemark.testing.faults.cluster;
