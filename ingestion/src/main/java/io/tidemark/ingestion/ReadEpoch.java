package io.tidemark.ingestion;

/**
 * Leader epoch of the message in front of a {@link ReadPosition}. It is operator state, serialized
 * as a Flink POJO: the class name is part of savepoints.
 *
 * @param next the offset behind that message
 * @param epoch of the leader: rises with every one
 */
public record ReadEpoch(String topic, int partition, long next, int epoch) {}
