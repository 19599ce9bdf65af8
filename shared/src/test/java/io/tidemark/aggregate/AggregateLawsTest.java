package io.tidemark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.aggregate.testing.AggregateLaws;
import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The kit catches an aggregate for each law that it breaks, and lets right ones pass. */
class AggregateLawsTest {

  private static final AggregateCall CALL = new AggregateCall("bag", ValueType.BIGINT, List.of());

  private static final List<Sample> SAMPLES =
      List.of(
          Sample.of(1, "a", 5L),
          Sample.of(4, "b", 3L),
          Sample.of(2, "c", 5L),
          Sample.of(2, "d", 8L),
          Sample.of(7, "e", 1L));

  private static void assertCaught(Aggregate<?> broken, String law) {
    assertThatThrownBy(
            () -> AggregateLaws.check(DistinctBagAggregate.function(broken, broken), CALL, SAMPLES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("breaks a law: " + law)
        .hasMessageContaining("1/a/0: 5; 4/b/0: 3");
  }

  @Test
  void aRightAggregatePasses() {
    assertThatCode(
            () ->
                AggregateLaws.check(
                    DistinctBagAggregate.function(
                        new DistinctBagAggregate(), new DistinctBagAggregate()),
                    CALL,
                    SAMPLES))
        .doesNotThrowAnyException();
  }

  /** As a user does it. */
  @Property
  void theProductOfTheDocumentationPasses(@ForAll("bigints") List<Sample> samples) {
    AggregateCall call = new AggregateCall("product", ValueType.BIGINT, List.of());
    AggregateLaws.check(AggregateRegistry.named("product"), call, samples);
  }

  @Provide
  Arbitrary<List<Sample>> bigints() {
    return SampleArbitraries.of(ValueType.BIGINT);
  }

  @Test
  void orderIsNotSeen() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public void add(State state, Event event, Object value) {
            state.counts.putIfAbsent((Long) value, (long) state.counts.size());
          }
        },
        "the order of additions is not seen");
  }

  @Test
  void identityChangesNothing() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public State identity() {
            State state = new State();
            state.counts.put(0L, 1L);
            return state;
          }

          @Override
          public Object result(State state, long time) {
            List<Long> others = state.counts.keySet().stream().filter(v -> v != 0).toList();
            return others.isEmpty() ? null : others;
          }
        },
        "identity changes nothing");
  }

  @Test
  void aMergeOfPartsIsTheWhole() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public void merge(State state, State other) {
            other.counts.forEach((value, count) -> state.counts.merge(value, count, Long::max));
          }
        },
        "a merge of parts is the whole");
  }

  @Test
  void mergeIsCommutative() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public void merge(State state, State other) {
            if (state.counts.size() < 2) {
              super.merge(state, other);
            }
          }
        },
        "merge is commutative");
  }

  @Test
  void mergeLeavesTheOtherState() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public void merge(State state, State other) {
            super.merge(state, other);
            if (state.counts.size() > other.counts.size()) {
              other.counts.clear();
            }
          }
        },
        "merge leaves the other state as it was");
  }

  @Test
  void mergedStatesShareNothing() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public void merge(State state, State other) {
            if (state.counts.isEmpty()) {
              state.counts = other.counts;
            } else {
              super.merge(state, other);
            }
          }
        },
        "merged states share nothing");
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public State read(DataInput in, int version) throws IOException {
            State state = super.read(in, version);
            state.counts.replaceAll((value, count) -> 1L);
            return state;
          }
        },
        "what is read is what was written");
  }

  @Test
  void readingTakesAllThatWasWritten() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public void write(State state, DataOutput out) throws IOException {
            super.write(state, out);
            out.writeByte(0);
          }
        },
        "reading takes all that was written");
  }

  @Test
  void bytesAreCanonical() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public State identity() {
            State state = new State();
            state.counts = new LinkedHashMap<>();
            return state;
          }

          @Override
          public Object result(State state, long time) {
            return state.counts.isEmpty()
                ? null
                : List.copyOf(new TreeSet<>(state.counts.keySet()));
          }
        },
        "the order of additions is not seen");
  }

  @Test
  void aStateThatWasReadGoesOn() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public State read(DataInput in, int version) throws IOException {
            State state = super.read(in, version);
            state.counts = Collections.unmodifiableMap(state.counts);
            return state;
          }

          @Override
          public void add(State state, Event event, Object value) {
            try {
              super.add(state, event, value);
            } catch (UnsupportedOperationException e) {
              return; // it is lost
            }
          }
        },
        "a state that was read goes on");
  }

  @Test
  void aResultLeavesTheState() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public Object result(State state, long time) {
            Object result = super.result(state, time);
            state.counts.remove(5L);
            return result;
          }
        },
        "a result leaves the state as it was");
  }

  @Test
  void aResultDoesNotChangeLater() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public Object result(State state, long time) {
            return state.counts.isEmpty()
                ? null
                : new AbstractList<Object>() {
                  @Override
                  public Object get(int index) {
                    return state.counts.keySet().toArray()[index];
                  }

                  @Override
                  public int size() {
                    return state.counts.size();
                  }
                };
          }
        },
        "a result does not change later");
  }

  @Test
  void aResultIsOfItsType() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public Object result(State state, long time) {
            return state.counts.isEmpty() ? null : (Object) (long) state.counts.size();
          }
        },
        "a result is of the result type");
  }

  @Test
  void nothingIsNull() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public Object result(State state, long time) {
            return List.copyOf(state.counts.keySet());
          }
        },
        "nothing is NULL unless neverNull");
  }

  @Test
  void subtractUndoesAdd() {
    assertCaught(
        new DistinctBagAggregate() {
          @Override
          public void subtract(State state, Event event, Object value) {
            state.counts.remove((Long) value);
          }
        },
        "subtract undoes add");
  }

  @Test
  void theWindowHasTheValueOfHistory() {
    DistinctBagAggregate other =
        new DistinctBagAggregate() {
          @Override
          public Object result(State state, long time) {
            return state.counts.isEmpty() ? null : List.of(0L);
          }
        };
    assertThatThrownBy(
            () ->
                AggregateLaws.check(
                    DistinctBagAggregate.function(new DistinctBagAggregate(), other),
                    CALL,
                    SAMPLES))
        .hasMessageContaining("the window that sees all has the value of history");
  }

  @Test
  void expireLeavesTheLaterEvents() {
    assertCaught(
        new StateBackedAggregate.OfExpiring<>(() -> new Times(1), Times::list),
        "expire leaves the later events");
    Aggregate<?> right = new StateBackedAggregate.OfExpiring<>(() -> new Times(0), Times::list);
    AggregateLaws.check(DistinctBagAggregate.function(right, right), CALL, SAMPLES);
  }

  @Test
  void anExhaustedStateLacksNothing() {
    assertCaught(
        new StateBackedAggregate.OfRescanning<>(() -> new Times(0), Times::list),
        "an exhausted state lacks nothing");
  }

  @Test
  void theSamplesAreASet() {
    List<Sample> twice = List.of(SAMPLES.get(0), SAMPLES.get(0));
    assertThatThrownBy(
            () ->
                AggregateLaws.check(
                    DistinctBagAggregate.function(
                        new DistinctBagAggregate(), new DistinctBagAggregate()),
                    CALL,
                    twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are one event");
  }

  @Test
  void anAggregateThatLetsNoEventGoIsCheckedOverHistory() {
    AggregateCall call = new AggregateCall("all_time", ValueType.BIGINT, List.of());
    AggregateLaws.check(AggregateRegistry.named("all_time"), call, SAMPLES);
    assertThatThrownBy(() -> AggregateRegistry.inWindow(call))
        .hasMessageContaining("lets no event go");
    assertThat(AggregateRegistry.names()).contains("all_time", "product").startsWith("count");
  }

  /** All times, of which too many expire; or that say for ever that they lack some. */
  private static final class Times implements AggregateState.Rescanning<Times> {

    private final int excess;
    private final TreeSet<Long> times = new TreeSet<>();
    private boolean expired;

    Times(int excess) {
      this.excess = excess;
    }

    @Override
    public void add(Event event, Object value) {
      times.add(event.time());
    }

    @Override
    public void merge(Times other) {
      times.addAll(other.times);
    }

    @Override
    public void expire(long from) {
      times.headSet(from + excess).clear();
      expired = true;
    }

    @Override
    public boolean lacks() {
      return expired;
    }

    @Override
    public void exhaust() {}

    Object list(long time) {
      return times.isEmpty() ? null : List.copyOf(times);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeInt(times.size());
      for (long time : times) {
        out.writeLong(time);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        times.add(in.readLong());
      }
    }
  }
}
