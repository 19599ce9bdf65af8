/**
 * Servers that a lake needs, each in a process of its own, for tests.
 *
 * <ul>
 *   <li>{@link S3Server}: an object store, {@link MinioServer} or {@link S3ProxyServer}
 *   <li>{@link RestCatalogServer}, {@link PostgresServer}: catalogs
 *   <li>{@link HdfsCluster}, {@link SchemaRegistryServer}: HDFS and a schema registry
 *   <li>{@link ServerProcess}, {@link ParentProcessListener}: the process of a server, as its
 *       starter and as it sees itself
 *   <li>{@code proxy}: faults on the way to them
 * </ul>
 */
package io.tidemark.testing.lakes;
