package io.tidemark.feature.engine;

import io.tidemark.aggregate.Event;

/**
 * An arrival of an {@link Event} of an entity, with the values that the features read of it. An
 * event may arrive several times; {@link FeatureEngine} counts the arrival of lowest partition and
 * offset among those that are pending.
 *
 * @param time event time, epoch milliseconds
 * @param id in UTF-8; owned by the arrival, never modified
 * @param stream position of its stream in the feature set
 * @param partition Kafka partition of this arrival
 * @param offset Kafka offset of this arrival
 * @param values by slot; owned by the arrival, never modified. For their classes see {@link
 *     io.tidemark.aggregate.ValueType.Kind}
 */
public record EventArrival(
    long time, byte[] id, int stream, int partition, long offset, Object[] values)
    implements Event, TriggerSpec.CandidateEvent {

  @Override
  public boolean isTrue(int slot) {
    return Boolean.TRUE.equals(values[slot]);
  }

  /** Order of events, then of their arrivals: the first of an event's arrivals is the one kept. */
  static int compare(EventArrival a, EventArrival b) {
    int order = Event.compare(a, b);
    if (order == 0) {
      order = Integer.compare(a.partition, b.partition);
    }
    return order != 0 ? order : Long.compare(a.offset, b.offset);
  }
}
