/**
 * What the live job asks of a Kafka cluster besides its data: topics and their settings, offsets,
 * transactions, log truncation. It knows no operator, source or sink.
 *
 * <ul>
 *   <li>{@link KafkaCluster}: the admin client, whose errors say what a user can do
 *   <li>{@link KafkaClientProperties}: client properties of an environment
 *   <li>{@link KafkaLogClient}, {@link LogTruncationProblems}: messages that brokers have lost
 *   <li>{@link BoundedTopicReader}: reads a part of a topic to its end
 *   <li>{@link TopicIdProperty}: identity of a topic, kept in the event table
 *   <li>{@link MessageSizeLimit}, {@link MessageTimestampLimit}, {@link TopicTimestampSettings}:
 *       messages that a topic would refuse
 *   <li>{@link TransactionFence}: transactional ids, and the fencing of their producers; {@link
 *       LostTransactionCheck}: whether Kafka has given a transaction up
 * </ul>
 */
package io.tidemark.ingestion.kafka;
