package io.tidemark.aggregate.testing;

import io.tidemark.aggregate.Aggregate;
import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.Event;
import io.tidemark.aggregate.ExpiringAggregate;
import io.tidemark.aggregate.InvertibleAggregate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/**
 * Checks that an aggregate keeps the laws of {@link Aggregate}: call it from a property test with
 * many sets of events. The check itself is deterministic.
 *
 * <p>An aggregate that breaks a law gives different values live and in a backfill, or after a
 * restart. For example, with jqwik:
 *
 * <pre>{@code
 * @Property
 * void keepsTheLaws(@ForAll("samples") List<AggregateLaws.Sample> samples) {
 *   AggregateCall call = new AggregateCall("common_bits", ValueType.BIGINT, List.of());
 *   AggregateLaws.check(new CommonBits(), call, samples);
 * }
 * }</pre>
 */
public final class AggregateLaws {

  /**
   * An event with its argument.
   *
   * @param value not null, but for an aggregate over {@code *}
   */
  public record Sample(Event event, Object value) {

    /** A sample of the first stream. */
    public static Sample of(long time, String id, Object value) {
      return new Sample(new SampleEvent(time, id.getBytes(StandardCharsets.UTF_8), 0), value);
    }
  }

  private record SampleEvent(long time, byte[] id, int stream) implements Event {}

  private AggregateLaws() {}

  /**
   * Checks the aggregate over history and in a window, if it has one, on those events.
   *
   * @param events different by (time, id, stream); about ten are enough for one call
   * @throws AssertionError if a law is broken; it names the law and the events
   * @throws IllegalArgumentException if two events are one
   */
  public static void check(AggregateFunction function, AggregateCall call, List<Sample> events) {
    requireDifferent(events);
    LawSubject<?> history = LawSubject.of(function, call, function.overHistory(call), events);
    checkMonoid(history);
    Aggregate<?> inWindow = function.inWindow(call);
    if (inWindow instanceof InvertibleAggregate || inWindow instanceof ExpiringAggregate) {
      LawSubject<?> window = LawSubject.of(function, call, inWindow, events);
      checkMonoid(window);
      EvictionLaws.check(window);
      window.require(
          "the window that sees all has the value of history",
          LawSubject.text(window.resultOfAll()),
          LawSubject.text(history.resultOfAll()));
    }
  }

  private static <S> void checkMonoid(LawSubject<S> subject) {
    new ResultLaws<>(subject).check();
    new MonoidLaws<>(subject).check();
    new BinaryLaws<>(subject).check();
  }

  private static void requireDifferent(List<Sample> events) {
    TreeSet<Event> different = new TreeSet<>(Event::compare);
    for (Sample sample : events) {
      if (!different.add(sample.event())) {
        throw new IllegalArgumentException(
            "Two of the samples are one event: a set has each once, by (time, id, stream).");
      }
    }
  }
}
