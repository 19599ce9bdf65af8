package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.definition.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Launches the process of a contestant ({@link ContestantMain}) and reads its outcome. */
final class ContestantLauncher {

  private static final String JAVA_OPTIONS = "BENCHMARK_JAVA_OPTS";
  private static final String OUTPUT = "output.txt";
  private static final int TAIL_LINES = 15;

  private final Path home;
  private final Duration limit;

  /**
   * @param home the module's directory
   * @param limit when a process is given up
   */
  ContestantLauncher(Path home, Duration limit) {
    this.home = home;
    this.limit = limit;
  }

  /** Runs it in the directory, which gets its output too. */
  BenchmarkProperties run(SuiteEntry entry, Path dir) throws IOException, InterruptedException {
    entry
        .workload()
        .toFacts()
        .with(entry.options())
        .with(ContestantMain.RUNNER, entry.program().runner())
        .write(dir.resolve(ContestantMain.ASSIGNMENT));
    Process process =
        new ProcessBuilder(command(entry, dir))
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve(OUTPUT).toFile())
            .start();
    if (!ended(process)) {
      throw failed(entry, dir, "took longer than " + limit.toMinutes() + " min");
    }
    Path outcome = dir.resolve(ContestantMain.OUTCOME);
    if (process.exitValue() != 0 || !Files.exists(outcome)) {
      throw failed(entry, dir, "ended with exit code " + process.exitValue());
    }
    return BenchmarkProperties.read(outcome);
  }

  /** Whether it ended in time; it does not outlive this process either. */
  private boolean ended(Process process) throws InterruptedException {
    Thread kill = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(kill);
    try {
      return process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(kill);
    }
  }

  private List<String> command(SuiteEntry entry, Path dir) throws IOException {
    return switch (entry.program().kind()) {
      case JAVA ->
          java(entry, dir, System.getProperty("java.class.path"), ContestantMain.class.getName());
      case SPARK -> java(entry, dir, sparkClassPath(), "io.tidemark.spark.SparkBatchContestant");
      case PYTHON ->
          List.of(
              home.resolve("target/venv/bin/python").toString(),
              home.resolve("src/main/python").resolve(entry.program().runner()).toString(),
              dir.toString());
    };
  }

  private List<String> java(SuiteEntry entry, Path dir, String classPath, String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + entry.heap());
    command.addAll(entry.flags());
    command.addAll(JvmModuleOptions.FLAGS);
    String more = System.getenv().getOrDefault(JAVA_OPTIONS, "").strip();
    if (!more.isEmpty()) {
      command.addAll(List.of(more.split("\\s+")));
    }
    command.add("-Dbenchmark.log=" + dir.resolve("log.txt"));
    command.addAll(List.of("-cp", classPath, main, dir.toString()));
    return command;
  }

  private String sparkClassPath() throws IOException {
    Path target = home.resolve("../spark/target");
    return target.resolve("classes") + ":" + Files.readString(target.resolve("classpath.txt"));
  }

  private static UserException failed(SuiteEntry entry, Path dir, String what) throws IOException {
    List<String> output = Files.readAllLines(dir.resolve(OUTPUT));
    List<String> tail = output.subList(Math.max(0, output.size() - TAIL_LINES), output.size());
    return new UserException(
        "contestant " + entry.name(),
        what + "; its last words:\n" + String.join("\n", tail),
        "a contestant ends by itself and leaves its outcome",
        "its files are in " + dir);
  }
}
