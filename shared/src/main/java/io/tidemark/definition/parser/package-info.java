/**
 * Parsers of pipeline and environment files, from a configuration tree to the model, with the
 * defaults and every rule. A pipeline that is built in Java makes the same tree and comes the same
 * way.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link PipelineFile}, {@link PipelineBuilder} (with {@link StreamBuilder}, {@link
 *       ImportBuilder}, {@link FeatureSetBuilder}) and {@link EnvironmentFile}: the public entries.
 *   <li>{@link PipelineFileKeys} and {@link EnvironmentFileKeys}: every key, with its default; the
 *       reference is made of them.
 *   <li>{@link PipelineParser}: streams first, then feature sets.
 *   <li>{@link StreamParser}: {@link ColumnsParser} and {@link StreamSchemaParser}, then imports by
 *       {@link ImportParser} with {@link LosslessCasts}.
 *   <li>{@link FeatureSetParser}: {@link InputsParser}, {@link TriggerParser}, then {@link
 *       FeaturesParser}: {@link AggregateFeatureParser} ({@link AggregateExpression}, {@link
 *       ParameterParser}, {@link WindowParser}, {@link ConditionValidator}) and {@link
 *       DerivedFeatureParser}.
 *   <li>{@link EnvironmentParser}: with {@link ReservedOptions} and {@link KeyGroupsCheck}.
 * </ul>
 */
package io.tidemark.definition.parser;
