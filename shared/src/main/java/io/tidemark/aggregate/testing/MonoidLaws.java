package io.tidemark.aggregate.testing;

import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import java.util.List;

/**
 * Checks that a state depends on the set of events alone: neither the order nor the split of the
 * additions is seen. One of the parts of {@link AggregateLaws}.
 */
final class MonoidLaws<S> {

  private final LawSubject<S> subject;
  private final List<Sample> events;
  private final S whole;

  MonoidLaws(LawSubject<S> subject) {
    this.subject = subject;
    this.events = subject.events();
    this.whole = subject.state(events);
  }

  void check() {
    subject.requireSame(
        "the order of additions is not seen", subject.state(subject.reversed(events)), whole);
    for (int split = 0; split <= events.size(); split++) {
      checkIndependence(events.subList(0, split), events.subList(split, events.size()));
    }
    S none = subject.aggregate().identity();
    subject.requireSame("identity changes nothing", subject.merged(whole, none), whole);
    subject.requireSame("identity changes nothing", subject.merged(none, whole), whole);
    for (int split = 0; split <= events.size(); split++) {
      checkSplit(events.subList(0, split), events.subList(split, events.size()));
    }
  }

  private void checkSplit(List<Sample> left, List<Sample> right) {
    S a = subject.state(left);
    S b = subject.state(right);
    subject.requireSame("a merge of parts is the whole", subject.merged(a, b), whole);
    subject.requireSame("merge is commutative", subject.merged(b, a), subject.merged(a, b));
    checkAssociation(left, b);
    checkRotation(left, right);
  }

  private void checkAssociation(List<Sample> left, S last) {
    int half = left.size() / 2;
    S a = subject.state(left.subList(0, half));
    S b = subject.state(left.subList(half, left.size()));
    subject.requireSame(
        "merge is associative",
        subject.merged(subject.merged(a, b), last),
        subject.merged(a, subject.merged(b, last)));
  }

  private void checkRotation(List<Sample> left, List<Sample> right) {
    S state = subject.state(right);
    subject.add(state, left);
    subject.requireSame("the order of additions is not seen", state, whole);
  }

  private void checkIndependence(List<Sample> left, List<Sample> right) {
    int half = right.size() / 2;
    S state = subject.state(left);
    S other = subject.state(right.subList(0, half));
    String before = subject.bytes(other);
    subject.aggregate().merge(state, other);
    subject.require("merge leaves the other state as it was", subject.bytes(other), before);
    subject.add(state, right.subList(half, right.size()));
    subject.require("merged states share nothing", subject.bytes(other), before);
    String after = subject.bytes(state);
    subject.add(other, left);
    subject.require("merged states share nothing", subject.bytes(state), after);
  }
}
