package io.tidemark.localkafka;

/**
 * What Kafka has acknowledged.
 *
 * @param messages how many
 * @param bytes of their values
 */
public record SendResult(long messages, long bytes) {}
