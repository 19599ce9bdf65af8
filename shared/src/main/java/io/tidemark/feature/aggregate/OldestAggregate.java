package io.tidemark.feature.aggregate;

import java.util.function.Supplier;

/** An aggregate of the oldest event alone, which has to be refilled when that has gone. */
final class OldestAggregate extends StateAggregate<Oldest> implements Refilled<Oldest> {

  OldestAggregate(Supplier<Oldest> identity, Result<Oldest> result) {
    super(identity, result);
  }

  @Override
  public void expire(Oldest state, long from) {
    state.expire(from);
  }

  @Override
  public boolean lacks(Oldest state) {
    return state.lacks();
  }

  @Override
  public void exhaust(Oldest state) {
    state.exhaust();
  }
}
