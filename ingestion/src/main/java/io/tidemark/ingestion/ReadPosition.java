package io.tidemark.ingestion;

/**
 * How far a partition has been read.
 *
 * @param next the offset that comes next
 * @param read whether this job has read a message of it; else the tables say where it goes on
 */
public record ReadPosition(String topic, int partition, long next, boolean read) {}
