package io.tidemark.aggregate.testing;

import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import java.util.List;

/**
 * Checks the binary form: a state that was written and read goes on as if nothing had happened. One
 * of the parts of {@link AggregateLaws}.
 */
final class BinaryLaws<S> {

  private final LawSubject<S> subject;

  BinaryLaws(LawSubject<S> subject) {
    this.subject = subject;
  }

  void check() {
    if (subject.aggregate().version() < 1) {
      throw subject.broken("versions count from 1", "" + subject.aggregate().version());
    }
    List<Sample> events = subject.events();
    S whole = subject.state(events);
    for (int split = 0; split <= events.size(); split++) {
      S state = subject.state(events.subList(0, split));
      S read = subject.read(subject.bytes(state));
      subject.requireSame("what is read is what was written", read, state);
      subject.add(read, events.subList(split, events.size()));
      subject.requireSame("a state that was read goes on", read, whole);
      S merged = subject.read(subject.bytes(state));
      subject.aggregate().merge(merged, subject.state(events.subList(split, events.size())));
      subject.requireSame("a state that was read can be merged", merged, whole);
    }
  }
}
