package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.Workload;

/**
 * A contestant's place in a suite.
 *
 * @param name as the results show it
 * @param program what to start
 * @param heap its {@code -Xmx}; for programs that are not Java it says what bounds them
 * @param options told to the process, beside the workload
 */
record Entry(String name, Program program, Workload workload, String heap, Facts options) {

  /** How a process is started, and what in it runs. */
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

  static Entry java(String name, String runner, Workload workload, String heap) {
    return new Entry(name, new Program(Kind.JAVA, runner), workload, heap, Facts.none());
  }

  Entry with(String option, Object value) {
    return new Entry(name, program, workload, heap, options.with(option, value));
  }

  Entry withEvents(long count) {
    return new Entry(name, program, workload.withEvents(count), heap, options);
  }
}
