package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import io.tidemark.testing.faults.process.ConditionAwait;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Command in a process of its own, over an {@link EndToEndWorkspace}, to be killed. */
public final class TidemarkProcess implements AutoCloseable {

  private final EndToEndWorkspace workspace;
  private final Process process;
  private final Path log;

  private TidemarkProcess(EndToEndWorkspace workspace, Process process, Path log) {
    this.workspace = workspace;
    this.process = process;
    this.log = log;
  }

  public static TidemarkProcess ingest(
      EndToEndWorkspace workspace, Path environment, String... more) throws IOException {
    return run("ingest", workspace, environment, more);
  }

  /** Any command over that workspace. */
  public static TidemarkProcess run(
      String name, EndToEndWorkspace workspace, Path environment, String... more)
      throws IOException {
    Path log = workspace.dir().resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(List.of("-cp", classPath(), Tidemark.class.getName()));
    command.addAll(List.of(name, workspace.pipelineFile().toString()));
    command.addAll(List.of("-e", environment.toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new TidemarkProcess(workspace, process, log);
  }

  public void awaitRows() throws Exception {
    ConditionAwait.until(
        "the process commits rows",
        () -> {
          assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
          return workspace.rows("customer_activity") > 0;
        });
  }

  /** Waits until it has printed that. */
  public void awaitText(String text) throws Exception {
    ConditionAwait.until(
        "the process prints " + text,
        () -> {
          String printed = Files.readString(log);
          assertThat(process.isAlive() || printed.contains(text)).as(printed).isTrue();
          return printed.contains(text);
        });
  }

  /** Waits for that long, or for its end if that comes first; says whether it still runs. */
  public boolean runsFor(Duration time) throws InterruptedException {
    return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Text that it has printed and logged. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** As kill -9 does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }
}
