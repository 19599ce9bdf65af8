/**
 * Configuration trees: raw input before it is validated, with a location for each value. Every
 * reader of a tree goes on after a mistake, so that a user sees all of them at once.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link YamlConfigReader}: a file to a tree of {@link ConfigNode}, each with its {@link
 *       SourceLocation}; {@link VariableSubstitutor} puts in what the process environment has.
 *   <li>{@link ConfigSection}: a mapping with declared {@link ConfigKeys}, which reports unknown,
 *       missing and repeated keys ({@link ConfigNodeChecks}).
 *   <li>{@link DurationFormat} and {@link NameRules}: what is read in many places; {@link
 *       NameSuggestions}: "did you mean".
 *   <li>{@link ProblemCollector}: all problems of an input, thrown together.
 * </ul>
 */
package io.tidemark.definition.draft;
