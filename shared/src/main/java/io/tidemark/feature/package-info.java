/**
 * From event rows to feature rows: the maths (see {@code io.tidemark.feature.maths}, which knows no
 * engine) and the keyed operator that runs it.
 */
package io.tidemark.feature;

