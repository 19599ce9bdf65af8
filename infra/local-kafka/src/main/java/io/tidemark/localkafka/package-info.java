/**
 * Single-node Kafka inside a process, and clients that feed it; used by the {@code broker} and
 * {@code produce} commands and by tests.
 *
 * <ul>
 *   <li>{@link EmbeddedKafkaBroker}: the broker, with {@link BrokerSettings}, {@link DirectoryLock}
 *       and {@link PortFinder}
 *   <li>{@link TopicAdmin}: topics
 *   <li>{@link JsonLinesProducer}: sends the lines of a file ({@link ByteLineIterator}, {@link
 *       JsonPath})
 *   <li>{@link RateLimitedProducer}: sends any messages, at the pace of a {@link RateLimiter};
 *       {@link SendProgressListener}, {@link SendResult}
 *   <li>{@link LocalKafkaException}, {@link KafkaClientErrors}: one readable message for each
 *       failure
 * </ul>
 */
package io.tidemark.localkafka;
