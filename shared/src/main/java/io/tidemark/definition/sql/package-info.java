/**
 * SQL scalar expressions of a pipeline: their types, and whether a feature may depend on them. A
 * value must be a function of its row alone, or a backfill could not repeat it.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link ExpressionValidator}: the type of an expression, or its problem.
 *   <li>{@link SqlScope}: the columns that an expression may read; {@link ColumnTypes}: the types
 *       that JSON and Iceberg keep; {@link AggregateTypes}: those that aggregates take and give.
 *   <li>{@link SqlPlanner}: Flink's planner, started when it is needed; {@link RexOperatorVisitor}:
 *       what Calcite knows of the operators; {@link PlannerErrorFormatter}: its errors in one line.
 *   <li>{@link FunctionParser}: functions of the user's own.
 * </ul>
 */
package io.tidemark.definition.sql;
