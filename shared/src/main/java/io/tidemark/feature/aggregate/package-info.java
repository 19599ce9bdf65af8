/**
 * The aggregates: commutative monoids over the events of an entity, each with an exact state. A
 * library of its own, without windows, keys or an engine; {@code feature.maths} moves windows over
 * it, {@code definition} knows its names and types.
 */
package io.tidemark.feature.aggregate;
