package io.tidemark.ingestion;

/**
 * Who led a partition when the message was written that was read last.
 *
 * @param next the offset behind that message
 * @param epoch of the leader: rises with every one
 */
public record ReadEpoch(String topic, int partition, long next, int epoch) {}
