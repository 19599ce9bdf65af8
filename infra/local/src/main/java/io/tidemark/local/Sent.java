package io.tidemark.local;

/**
 * What Kafka has acknowledged.
 *
 * @param messages how many
 * @param bytes of their values
 */
public record Sent(long messages, long bytes) {}
