/**
 * From event rows to feature rows: the maths (see {@code io.tidemark.feature.engine}, which knows
 * no engine) and the keyed operator that runs it.
 */
package io.tidemark.feature;
