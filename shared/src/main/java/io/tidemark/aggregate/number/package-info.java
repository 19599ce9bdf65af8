/**
 * Exact numbers for sums and variances, and their binary form.
 *
 * <p>{@link io.tidemark.aggregate.number.WideIntegerAccumulator} sums integers and decimals of any
 * size. {@link io.tidemark.aggregate.number.ExactSumAccumulator} sums doubles: finite ones in a
 * {@link io.tidemark.aggregate.number.FixedPointAccumulator}, the others as counts. {@link
 * io.tidemark.aggregate.number.FloatingPointType} does the one rounding at the end. {@link
 * io.tidemark.aggregate.number.BinaryCodec} writes them all in few bytes, the same in every
 * version.
 */
package io.tidemark.aggregate.number;
