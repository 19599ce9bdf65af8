/**
 * Decoding of messages: from Kafka's bytes to an event row, or to a reject row that keeps the bytes
 * and says why. Whatever a message is, it stops no job.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link EventDeserializer}: inside of Flink's Kafka source; hands on {@link DecodedMessage}s
 *       with their {@link MessagePosition}; to Flink they are of {@link DecodedMessageType},
 *       written by {@link DecodedMessageSerializer}.
 *   <li>{@link EventDecoder}: parses a message, and makes a reject of what fails.
 *   <li>{@link EventRowConverter}: decides what is an event, also for imported records; columns by
 *       {@link ColumnReader} ({@link NestedRows}) and {@link HeaderReader}, times by {@link
 *       TimestampNormalizer} and {@link EpochSecondsCheck}.
 *   <li>{@link EventWatermarkGenerator}: watermarks of accepted events; a partition is idle only if
 *       {@link PartitionEndTracker} says that it has been read to its end.
 * </ul>
 */
package io.tidemark.event.decoder;
