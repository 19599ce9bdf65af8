package io.tidemark.benchmarks.jmh;

import io.tidemark.benchmarks.workload.EventGenerator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures what generating an event costs: the part of every contestant's time that is {@link
 * EventGenerator}'s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EventsBenchmark {

  private final EventGenerator events = new EventGenerator(3_000_000, 230, true, 5_241);

  private long number;

  /** Time, customer and amount. */
  @Benchmark
  public double event() {
    long next = number++;
    return events.time(next) + events.customer(next) + events.amount(next);
  }
}
