/**
 * Sinks of the live job: all rows go to Iceberg tables, feature rows and rejects also to Kafka
 * topics. Only the run that holds the tables' {@link io.tidemark.lake.live.WriterLease} may write.
 *
 * <ul>
 *   <li>{@link LiveSinks}: the sinks of the graph
 *   <li>{@link TopicSinkFactory}: a topic sink with the delivery guarantee of the environment
 *   <li>{@link FencedSink}: keeps a superseded run out, by {@link FencedWriter} (at least once) or
 *       {@link LeaseCheckedWriter} (exactly once)
 *   <li>{@link LossReportingCommitter}, {@link LostTransactionHandler}: transactions that Kafka has
 *       given up are counted and named, or end the job
 *   <li>{@link FeatureSerializationSchema}, {@link MapKeyConverter}, {@link FeatureTopic}: messages
 *       and topic of feature rows
 *   <li>{@link DeadLetterSerializationSchema}, {@link DeadLetterTopic}: messages and topic of
 *       rejects
 * </ul>
 */
package io.tidemark.ingestion.sink;
