package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.BenchmarkWorkload;
import java.util.List;

/**
 * Entry of a {@link BenchmarkSuite}: a contestant with its workload, heap and options.
 *
 * @param name as the results show it
 * @param program what to start
 * @param heap its {@code -Xmx}; for programs that are not Java it says what bounds them
 * @param flags of its JVM, beside the heap
 * @param options told to the process, beside the workload
 */
record SuiteEntry(
    String name,
    Program program,
    BenchmarkWorkload workload,
    String heap,
    List<String> flags,
    BenchmarkProperties options) {

  /**
   * JVM flags that {@code infra/tidemark} gives the commands over history: less work for the JIT.
   */
  private static final List<String> FOR_HISTORY =
      List.of("-XX:+UseParallelGC", "-XX:CompileThresholdScaling=5");

  /** Kind of a process, and the contestant that runs in it. */
  record Program(Kind kind, String runner) {}

  /** In what a contestant runs. */
  enum Kind {
    /** A contestant of this module. */
    JAVA,
    /** The module with Spark, which has a class path of its own. */
    SPARK,
    /** A script among the resources, in a virtual environment. */
    PYTHON
  }

  static SuiteEntry java(String name, String runner, BenchmarkWorkload workload, String heap) {
    return of(name, new Program(Kind.JAVA, runner), workload, heap);
  }

  static SuiteEntry of(String name, Program program, BenchmarkWorkload workload, String heap) {
    return new SuiteEntry(name, program, workload, heap, List.of(), BenchmarkProperties.none());
  }

  SuiteEntry forHistory() {
    return new SuiteEntry(name, program, workload, heap, FOR_HISTORY, options);
  }

  SuiteEntry with(String option, Object value) {
    return new SuiteEntry(name, program, workload, heap, flags, options.with(option, value));
  }

  SuiteEntry withEvents(long count) {
    return new SuiteEntry(name, program, workload.withEvents(count), heap, flags, options);
  }
}
