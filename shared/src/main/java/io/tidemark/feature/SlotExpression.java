package io.tidemark.feature;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * A SQL expression whose value the features of a set keep of an event: an argument or a condition.
 * {@link SlotPlan} collects them.
 *
 * @param input position of the stream among the set's inputs; other streams' events have NULL here
 * @param sql expression over the stream's columns
 * @param type its type, nullable
 */
public record SlotExpression(int input, String sql, LogicalType type) {}
