/**
 * Kafka source of the live job. Flink's source is wrapped twice, and followed by an operator that
 * accounts for every offset:
 *
 * <pre>
 * Kafka -&gt; EndTrackingSource -&gt; GapTrackingSource -&gt; OffsetLedgerOperator -&gt; arrivals
 *                                                            \-&gt; gaps (side output)
 * </pre>
 *
 * <ul>
 *   <li>{@link KafkaEventSource}: builds the source of a stream
 *   <li>{@link OffsetLedgerOperator}: next offset and leader epoch of every partition ({@link
 *       LeaderEpochState}); {@link GapReasonResolver} explains what was skipped, {@link
 *       GroupOffsetCommitter} shows the progress
 *   <li>{@link GapTrackingSource}, {@link GapTrackingReader}, {@link GapTrackingInterceptor},
 *       {@link OffsetGapRegistry}: offsets that the consumer passes without a message
 *   <li>{@link EndTrackingSource}, {@link EndTrackingReader}, {@link EndTrackingInterceptor},
 *       {@link KafkaPartitionEndTracker}, {@link PartitionProgressTracker}, {@link
 *       EndOffsetFetcher}: a partition is idle only once it is read to its end
 *   <li>{@link StrictOffsetsInitializer}, {@link SourceStartupOptions}, {@link
 *       TopicContinuityCheck}: the start, without a silent jump
 *   <li>{@link ConsumerGroups}: groups that show the progress
 * </ul>
 */
package io.tidemark.ingestion.source;
