/**
 * Fingerprints of feature sets, by which a table knows whether its rows have been computed by the
 * definition at hand. Names, texts and hashes are kept in tables, so their form stays.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link FeatureSetFingerprint}: what the rows of a set depend on, and what they do not.
 *   <li>{@link DefinitionFingerprint}: the facts of the set or of one feature, as text and hash;
 *       {@link FingerprintFactory} collects them.
 *   <li>{@link DefinitionChange}: what differs between two fingerprints.
 * </ul>
 */
package io.tidemark.definition.compat;
