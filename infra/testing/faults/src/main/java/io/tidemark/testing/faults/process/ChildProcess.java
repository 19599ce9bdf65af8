package io.tidemark.testing.faults.process;

import io.tidemark.cli.Tidemark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Java process that does not outlive this one, with what it has printed; {@link JavaProgram} says
 * what it runs.
 */
public final class ChildProcess implements AutoCloseable {

  private static final int TAIL_LINES = 12;

  private final Process process;
  private final Path output;
  private final Thread end;

  private ChildProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
    this.end = new Thread(process::destroyForcibly, "end of " + output.getFileName());
    Runtime.getRuntime().addShutdownHook(end);
  }

  /**
   * Starts a {@code tidemark} command.
   *
   * @param name of its files: what it prints and its log
   * @param heap as of {@code -Xmx}
   */
  public static ChildProcess start(Path dir, String name, String heap, List<String> words)
      throws IOException {
    return start(dir, name, heap, Map.of(), words);
  }

  /**
   * @param environment variables that it has besides those of this process
   */
  public static ChildProcess start(
      Path dir, String name, String heap, Map<String, String> environment, List<String> words)
      throws IOException {
    return start(dir, name, heap, JavaProgram.of(Tidemark.class).with(environment), words);
  }

  /** Starts any program. */
  public static ChildProcess start(
      Path dir, String name, String heap, JavaProgram program, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("-Dtidemark.log=" + dir.resolve(name + ".log"));
    command.addAll(List.of("-cp", program.classPath(), program.main()));
    command.addAll(words);
    Path output = dir.resolve(name + ".out");
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    process.environment().putAll(program.environment());
    return new ChildProcess(process.start(), output);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * @throws IllegalStateException if it has ended
   */
  public void requireAlive() throws IOException {
    if (!isAlive()) {
      throw new IllegalStateException(
          output.getFileName() + " has ended by itself:\n" + lastWords());
    }
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    ended();
  }

  /**
   * @param name as {@code kill} takes it, such as TERM
   */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /**
   * The exit code.
   *
   * @throws IllegalStateException if it still runs after that time
   */
  public int awaitExit(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "%s still runs after %d s".formatted(output.getFileName(), patience.toSeconds()));
    }
    return ended();
  }

  /**
   * Waits for its end.
   *
   * @throws IllegalStateException if it still runs after that time, or has failed
   */
  public void requireSuccess(Duration patience) throws InterruptedException, IOException {
    int code = awaitExit(patience);
    if (code != 0) {
      throw new IllegalStateException(
          "%s ended with %d:\n%s".formatted(output.getFileName(), code, lastWords()));
    }
  }

  /** Waits for that long, or for its end if that comes first; says whether it still runs. */
  public boolean runsFor(Duration time) throws InterruptedException {
    return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until it has printed that text.
   *
   * @throws IllegalStateException if it ends without, or does not print it for minutes
   */
  public void awaitText(String text) throws Exception {
    ConditionAwait.until(
        output.getFileName() + " has \"" + text + "\"",
        () -> {
          boolean ended = !isAlive(); // asked first: that text may be its last
          boolean printed = hasPrinted(text);
          if (ended && !printed) {
            requireAlive();
          }
          return printed;
        });
  }

  public boolean hasPrinted(String text) throws IOException {
    return Files.exists(output) && Files.readString(output).contains(text);
  }

  /** Text printed behind the first occurrence of a text, to the end of the line. */
  public Optional<String> printedAfter(String text) throws IOException {
    return Files.readAllLines(output).stream()
        .filter(line -> line.contains(text))
        .map(line -> line.substring(line.indexOf(text) + text.length()).strip())
        .findFirst();
  }

  /** The last lines that it printed. */
  public String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(output);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  /** Kills it. */
  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private int ended() throws InterruptedException {
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    return code;
  }
}
