package io.tidemark.feature.maths;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.AggregateFunction;
import io.tidemark.definition.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The algebra that every aggregate owes to the features: states are compared as bytes. */
class AggregateLawsTest {

  /** An event with its argument. */
  record Sample(Event event, Object value) {}

  /** An aggregate and three sets of events. */
  record Subject(FeatureSpec feature, List<Sample> a, List<Sample> b, List<Sample> c) {

    Aggregate<Accumulator> aggregate() {
      return Aggregates.of(feature);
    }

    Accumulator state(List<Sample> samples) {
      Accumulator state = aggregate().identity();
      samples.forEach(sample -> aggregate().add(state, sample.event(), sample.value()));
      return state;
    }

    Accumulator merged(Accumulator left, Accumulator right) {
      Accumulator state = left.copy();
      aggregate().merge(state, right);
      return state;
    }
  }

  @Property
  void mergeCommutes(@ForAll("subjects") Subject s) {
    Accumulator a = s.state(s.a());
    Accumulator b = s.state(s.b());
    assertThat(bytes(s.merged(a, b))).isEqualTo(bytes(s.merged(b, a)));
  }

  @Property
  void mergeAssociates(@ForAll("subjects") Subject s) {
    Accumulator a = s.state(s.a());
    Accumulator b = s.state(s.b());
    Accumulator c = s.state(s.c());
    assertThat(bytes(s.merged(s.merged(a, b), c))).isEqualTo(bytes(s.merged(a, s.merged(b, c))));
  }

  @Property
  void identityChangesNothing(@ForAll("subjects") Subject s) {
    Accumulator a = s.state(s.a());
    Accumulator none = s.aggregate().identity();
    assertThat(bytes(s.merged(a, none))).isEqualTo(bytes(a));
    assertThat(bytes(s.merged(none, a))).isEqualTo(bytes(a));
  }

  @Property
  void anyOrderAndSplitGivesTheWhole(
      @ForAll("subjects") Subject s, @ForAll long order, @ForAll boolean read) {
    List<Sample> all = union(s.a(), union(s.b(), s.c()));
    List<Sample> shuffled = new ArrayList<>(all);
    Random random = new Random(order);
    Collections.shuffle(shuffled, random);
    Accumulator whole = s.aggregate().identity();
    for (int from = 0; from < shuffled.size(); ) {
      int to = from + 1 + random.nextInt(shuffled.size() - from);
      Accumulator part = s.state(shuffled.subList(from, to));
      whole = s.merged(whole, read ? Bytes.read(bytes(part), Accumulator::read) : part);
      from = to;
    }
    assertThat(bytes(whole)).isEqualTo(bytes(s.state(all)));
  }

  @Property
  void subtractUndoesAdd(@ForAll("boundedSubjects") Subject s, @ForAll long order) {
    List<Sample> leaving = new ArrayList<>(s.b());
    Collections.shuffle(leaving, new Random(order));
    Accumulator state = s.state(union(s.a(), s.b()));
    leaving.forEach(sample -> s.aggregate().subtract(state, sample.event(), sample.value()));
    assertThat(bytes(state)).isEqualTo(bytes(s.state(s.a())));
  }

  @Property
  void codecRoundTrips(@ForAll("subjects") Subject s) {
    Accumulator state = s.state(s.a());
    Accumulator read = Bytes.read(bytes(state), Accumulator::read);
    assertThat(bytes(read)).isEqualTo(bytes(state));
    assertThat(s.aggregate().owns(read)).isTrue();
    assertThat(result(s, read)).isEqualTo(result(s, state));
    assertThat(bytes(state.copy())).isEqualTo(bytes(state));
  }

  @Property
  void copiesAreIndependent(@ForAll("subjects") Subject s) {
    Accumulator state = s.state(s.a());
    byte[] before = bytes(state);
    Accumulator copy = state.copy();
    s.b().forEach(sample -> s.aggregate().add(copy, sample.event(), sample.value()));
    assertThat(bytes(state)).isEqualTo(before);
  }

  @Provide
  Arbitrary<Subject> subjects() {
    return subjects(List.of(Window.UNLIMITED, Window.of(Duration.ofMillis(1))));
  }

  @Provide
  Arbitrary<Subject> boundedSubjects() {
    return subjects(List.of(Window.of(Duration.ofMillis(1))));
  }

  private static Arbitrary<Subject> subjects(List<Window> windows) {
    List<FeatureSpec> features = new ArrayList<>();
    for (AggregateFunction function : AggregateFunction.values()) {
      for (ValueType type : Samples.TYPES) {
        boolean sums = function == AggregateFunction.SUM || function == AggregateFunction.AVG;
        if (!sums || type.kind().isNumeric()) {
          windows.forEach(w -> features.add(new FeatureSpec(function, 0, -1, -1, w, type)));
        }
      }
    }
    return Arbitraries.of(features).flatMap(AggregateLawsTest::subject);
  }

  private static Arbitrary<Subject> subject(FeatureSpec feature) {
    Arbitrary<List<Sample>> samples =
        Combinators.combine(Samples.events(), Samples.values(feature.argumentType()))
            .as(Sample::new)
            .list()
            .ofMaxSize(8);
    return Combinators.combine(samples, samples, samples)
        .as((a, b, c) -> new Subject(feature, a, b, c));
  }

  private static Object result(Subject s, Accumulator state) {
    try {
      return s.aggregate().result(state);
    } catch (FeatureOverflowException e) {
      return e.getMessage();
    }
  }

  private static List<Sample> union(List<Sample> left, List<Sample> right) {
    List<Sample> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  private static byte[] bytes(Accumulator state) {
    return Bytes.of(state::write);
  }
}
