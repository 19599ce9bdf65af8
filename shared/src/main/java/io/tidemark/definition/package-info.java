/**
 * Model of a pipeline and of its environment: immutable, validated, and free of YAML. Everything
 * else in Tidemark is built from it. Files and the Java builder come to it by {@code
 * definition.parser}; a mistake in them is a {@link UserException} with every {@link Problem}.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link Pipeline}: its streams and feature sets; {@link Environment}: where it runs.
 *   <li>{@link StreamDefinition}: a topic, the {@link StreamFormat} of its messages, its columns
 *       ({@link ColumnDefinition}, found in a message by {@link FieldPath}), and files of history
 *       ({@link ImportDefinition}).
 *   <li>{@link FeatureSet}: an entity, its inputs, a {@link Trigger}, and its columns ({@link
 *       Feature}): aggregates over a {@link Window}, or SQL over other features, computed in {@link
 *       DerivedFeatureOrder}.
 *   <li>{@link SqlTokenizer}: the names in a SQL expression, without a planner.
 * </ul>
 */
package io.tidemark.definition;
