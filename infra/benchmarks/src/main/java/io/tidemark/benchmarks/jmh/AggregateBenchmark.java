package io.tidemark.benchmarks.jmh;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.AggregateRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures what each aggregate costs in a {@link SlidingWindow} of a thousand events. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AggregateBenchmark {

  /** Of aggregates with a parameter: the n or k; a quantile is the median. */
  private static final long WHOLE_PARAMETER = 3;

  private static final double FRACTION = 0.5;

  @Param({
    "count(*)",
    "count(STRING)",
    "count_distinct(INT)",
    "count_distinct(STRING)",
    "sum(INT)",
    "sum(DOUBLE)",
    "sum(DECIMAL)",
    "avg(INT)",
    "avg(DOUBLE)",
    "avg(DECIMAL)",
    "var_pop(DOUBLE)",
    "var_samp(DOUBLE)",
    "stddev_pop(DOUBLE)",
    "stddev_samp(DOUBLE)",
    "min(DOUBLE)",
    "max(DECIMAL)",
    "smallest_n(DOUBLE)",
    "largest_n(DOUBLE)",
    "first(STRING)",
    "last(STRING)",
    "last_n(STRING)",
    "last_distinct_n(STRING)",
    "time_since_last(*)",
    "time_since_first(*)",
    "top_k(STRING)",
    "mode(STRING)",
    "histogram(STRING)",
    "entropy(STRING)",
    "approx_count_distinct(STRING)",
    "quantile(DOUBLE)",
    "bool_and(BOOLEAN)",
    "bool_or(BOOLEAN)"
  })
  private String call;

  private Runner<?> runner;

  /** The window with two full states, of one type. */
  private record Runner<S>(SlidingWindow<S> window, S one, S other) {

    static <S> Runner<S> of(SlidingWindow<S> window) {
      return new Runner<>(window, window.filled(0), window.filled(SlidingWindow.SIZE));
    }

    Object merged() {
      return window.merged(one, other);
    }
  }

  @Setup
  public void setUp() {
    String[] parts = call.split("[()]");
    SampleValueGenerator samples = SampleValueGenerator.of(parts[1]);
    AggregateFunction function = AggregateRegistry.named(parts[0]);
    List<Number> parameters =
        function.parameters().stream()
            .map(p -> p.whole() ? (Number) WHOLE_PARAMETER : (Number) FRACTION)
            .toList();
    AggregateCall typed = new AggregateCall(parts[0], samples.type(), parameters);
    runner = Runner.of(new SlidingWindow<>(AggregateRegistry.inWindow(typed), samples));
  }

  /** One event into a state that grows to a thousand. */
  @Benchmark
  @OperationsPerInvocation(SlidingWindow.SIZE)
  public Object add() {
    return runner.window().filled(0);
  }

  /** One event in, the oldest out: an add and a subtract (or what stands for it). */
  @Benchmark
  public Object addAndSubtract() {
    return runner.window().slide();
  }

  /** Two full states into an empty one. */
  @Benchmark
  public Object mergeTwo() {
    return runner.merged();
  }

  /** The value of a full window. */
  @Benchmark
  public Object result() {
    return runner.window().result();
  }
}
