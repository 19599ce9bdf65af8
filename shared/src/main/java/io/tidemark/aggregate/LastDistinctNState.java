package io.tidemark.aggregate;

import java.util.List;

/**
 * A {@link LastNState} of values that differ: LAST_DISTINCT_N. Each value stays with the newest of
 * its events.
 */
final class LastDistinctNState extends LastNState {

  LastDistinctNState(ValueCodec codec, int most) {
    super(codec, most);
  }

  @Override
  boolean displaces(TimedValue event, List<TimedValue> kept) {
    Object key = codec().key(event.value());
    for (int i = kept.size() - 1; i >= 0; i--) {
      TimedValue other = kept.get(i);
      if (codec().key(other.value()).equals(key)) {
        boolean newer = Event.compare(event, other) > 0;
        if (newer) {
          kept.remove(i);
        }
        return newer;
      }
    }
    return true;
  }
}
