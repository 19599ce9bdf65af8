package io.tidemark.localkafka;

/**
 * Number and size of the messages that Kafka has acknowledged; result of {@link
 * RateLimitedProducer#send}.
 *
 * @param messages how many
 * @param bytes of their values
 */
public record SendResult(long messages, long bytes) {}
