/**
 * Events and what is no event: layouts of the event, rejects and gap tables, and what these tables
 * know of Kafka offsets. Each message that Kafka delivers is an event or a reject, and each offset
 * that it never delivers is in a gap, so that every offset is accounted for.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link EventLayout}: the columns of an event, with its Kafka coordinates.
 *   <li>{@link RejectLayout}: the columns of a reject; {@link RejectedException} with its {@link
 *       RejectReason}: why it is one; {@link Reject}: one that is read again.
 *   <li>{@link GapLayout} and {@link GapReason}: offsets without a message.
 *   <li>{@link ConsumedOffsets}: how far a topic has been read, by {@link CoordinateScan}, which
 *       skips files by their {@link CoordinateBounds}.
 * </ul>
 */
package io.tidemark.event;
