package io.tidemark.aggregate.testing;

import io.tidemark.aggregate.Aggregate;
import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.AggregateOverflowException;
import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An aggregate under test with the events that its laws are checked on; the other law classes of
 * {@link AggregateLaws} compare states and report through it.
 */
public record LawSubject<S>(
    AggregateFunction function, AggregateCall call, Aggregate<S> aggregate, List<Sample> events) {

  static <S> LawSubject<S> of(
      AggregateFunction function, AggregateCall call, Aggregate<S> aggregate, List<Sample> events) {
    return new LawSubject<>(function, call, aggregate, List.copyOf(events));
  }

  /** The state of those events, added in that order. */
  public S state(List<Sample> samples) {
    S state = aggregate.identity();
    add(state, samples);
    return state;
  }

  void add(S state, List<Sample> samples) {
    samples.forEach(s -> aggregate.add(state, s.event(), s.value()));
  }

  /** The state of the left with the right added; both stay as they are. */
  S merged(S left, S right) {
    S state = copy(left);
    aggregate.merge(state, right);
    return state;
  }

  S copy(S state) {
    S copy = aggregate.identity();
    aggregate.merge(copy, state);
    return copy;
  }

  /** The binary form of the state, in hexadecimal. */
  public String bytes(S state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      aggregate.write(state, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw broken("a state can be written", e.toString());
    }
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  S read(String bytes) {
    ByteArrayInputStream in = new ByteArrayInputStream(HexFormat.of().parseHex(bytes));
    try {
      S state = aggregate.read(new DataInputStream(in), aggregate.version());
      if (in.available() > 0) {
        throw broken("reading takes all that was written", in.available() + " bytes are left");
      }
      return state;
    } catch (IOException e) {
      throw broken("what was written can be read", e.toString());
    }
  }

  Object resultOfAll() {
    return result(state(events));
  }

  /** The value, or that it does not fit. */
  Object result(S state) {
    try {
      return aggregate.result(state, latest());
    } catch (AggregateOverflowException e) {
      return e;
    }
  }

  private long latest() {
    return events.stream().mapToLong(s -> s.event().time()).max().orElse(0);
  }

  List<Sample> reversed(List<Sample> samples) {
    List<Sample> reversed = new ArrayList<>(samples);
    Collections.reverse(reversed);
    return reversed;
  }

  void requireSame(String law, S state, S expected) {
    require(law, bytes(state), bytes(expected));
    require(law, text(result(state)), text(result(expected)));
  }

  void require(String law, String is, String expected) {
    if (!is.equals(expected)) {
      throw broken(law, is + " is not " + expected);
    }
  }

  AssertionError broken(String law, String what) {
    String found =
        events.stream()
            .map(
                s ->
                    s.event().time()
                        + "/"
                        + new String(s.event().id(), StandardCharsets.UTF_8)
                        + "/"
                        + s.event().stream()
                        + ": "
                        + text(s.value()))
            .collect(Collectors.joining("; "));
    String kind = aggregate.getClass().getSimpleName();
    return new AssertionError(
        function.name() + " (" + kind + ") breaks a law: " + law + ". Of {" + found + "}: " + what);
  }

  /** A value as text that is equal for equal values alone. */
  public static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(LawSubject::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> text(e.getKey()) + ": " + text(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }
}
