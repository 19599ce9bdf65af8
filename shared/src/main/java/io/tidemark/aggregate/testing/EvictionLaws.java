package io.tidemark.aggregate.testing;

import io.tidemark.aggregate.Event;
import io.tidemark.aggregate.ExpiringAggregate;
import io.tidemark.aggregate.InvertibleAggregate;
import io.tidemark.aggregate.RescanningAggregate;
import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks that the state left when events leave a window is the state of those that stay, for {@link
 * InvertibleAggregate}, {@link ExpiringAggregate} and {@link RescanningAggregate}.
 */
final class EvictionLaws<S> {

  private final LawSubject<S> subject;
  private final List<Sample> events;

  private EvictionLaws(LawSubject<S> subject) {
    this.subject = subject;
    this.events = subject.events();
  }

  static <S> void check(LawSubject<S> subject) {
    EvictionLaws<S> laws = new EvictionLaws<>(subject);
    if (subject.aggregate() instanceof InvertibleAggregate<S> invertible) {
      laws.checkSubtracting(invertible);
    }
    if (subject.aggregate() instanceof ExpiringAggregate<S> expiring) {
      subject.events().forEach(s -> laws.checkExpiring(expiring, s.event().time()));
      subject.events().forEach(s -> laws.checkExpiring(expiring, s.event().time() + 1));
    }
  }

  private void checkSubtracting(InvertibleAggregate<S> aggregate) {
    for (int split = 0; split <= events.size(); split++) {
      List<Sample> staying = events.subList(0, split);
      List<Sample> leaving = events.subList(split, events.size());
      checkSubtracting(aggregate, staying, leaving);
      checkSubtracting(aggregate, staying, subject.reversed(leaving));
      checkSubtracting(aggregate, leaving, staying);
    }
  }

  private void checkSubtracting(
      InvertibleAggregate<S> aggregate, List<Sample> staying, List<Sample> leaving) {
    S state = subject.state(events);
    leaving.forEach(s -> aggregate.subtract(state, s.event(), s.value()));
    subject.requireSame("subtract undoes add", state, subject.state(staying));
    subject.add(state, leaving);
    subject.requireSame("what has left can come again", state, subject.state(events));
  }

  private void checkExpiring(ExpiringAggregate<S> aggregate, long from) {
    List<Sample> staying = events.stream().filter(s -> s.event().time() >= from).toList();
    S expected = subject.state(staying);
    S state = subject.state(events);
    aggregate.expire(state, from);
    refill(state, staying);
    subject.requireSame("expire leaves the later events", state, expected);
    checkLateEvents(aggregate, from, staying);
    S read = subject.state(events);
    aggregate.expire(read, from);
    read = subject.read(subject.bytes(read));
    refill(read, staying);
    subject.requireSame("an expired state that was read goes on", read, expected);
  }

  /** Those that stay may also be added after the others have gone. */
  private void checkLateEvents(ExpiringAggregate<S> aggregate, long from, List<Sample> staying) {
    for (int split = 0; split <= staying.size(); split++) {
      List<Sample> early = new ArrayList<>(events);
      List<Sample> late = staying.subList(split, staying.size());
      early.removeAll(late);
      S state = subject.state(early);
      aggregate.expire(state, from);
      refill(state, staying.subList(0, split));
      subject.add(state, late);
      subject.requireSame("expire leaves the later events", state, subject.state(staying));
    }
  }

  private void refill(S state, List<Sample> staying) {
    if (!(subject.aggregate() instanceof RescanningAggregate<S> aggregate)) {
      return;
    }
    List<Sample> oldestFirst = new ArrayList<>(staying);
    oldestFirst.sort(Comparator.comparing(Sample::event, Event::compare));
    for (Sample sample : oldestFirst) {
      if (!aggregate.lacks(state)) {
        return;
      }
      aggregate.add(state, sample.event(), sample.value());
    }
    if (aggregate.lacks(state)) {
      aggregate.exhaust(state);
    }
    if (aggregate.lacks(state)) {
      throw subject.broken("an exhausted state lacks nothing", "it still does");
    }
  }
}
