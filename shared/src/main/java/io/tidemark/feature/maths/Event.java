package io.tidemark.feature.maths;

/**
 * An event as the features of one entity see it: itself once by (stream, id, time), ordered by
 * (time, id, stream).
 *
 * @param time event time, epoch milliseconds
 * @param stream position of its stream in the feature set
 * @param partition Kafka partition of this arrival
 * @param offset Kafka offset of this arrival
 * @param values what the features read, by slot; owned by the event, never modified. BOOLEAN is a
 *     Boolean, INT and DATE an Integer, BIGINT and TIMESTAMP a Long, FLOAT a Float, DOUBLE a
 *     Double, DECIMAL a BigDecimal, STRING a String, BYTES a {@code byte[]}
 */
public record Event(long time, String id, int stream, int partition, long offset, Object[] values) {

  /** Order of events; zero for two arrivals of the same event. */
  static int compare(Event a, Event b) {
    int order = Long.compare(a.time, b.time);
    if (order == 0) {
      order = Values.compareCodePoints(a.id, b.id);
    }
    return order != 0 ? order : Integer.compare(a.stream, b.stream);
  }

  /** Order of events, then of their arrivals: the first of an event's arrivals is the one kept. */
  static int compareArrivals(Event a, Event b) {
    int order = compare(a, b);
    if (order == 0) {
      order = Integer.compare(a.partition, b.partition);
    }
    return order != 0 ? order : Long.compare(a.offset, b.offset);
  }
}
