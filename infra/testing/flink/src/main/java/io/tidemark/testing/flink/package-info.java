/**
 * One Flink cluster for all jobs of a test process.
 *
 * <ul>
 *   <li>{@link SharedMiniClusterExtension}: JUnit loads it in every module that has this one on its
 *       test classpath.
 *   <li>{@link SharedClusterEnvironment}: what a job is built in then.
 *   <li>{@link SharedMiniCluster}: where it runs.
 * </ul>
 */
package io.tidemark.testing.flink;
