package io.tidemark.lakes;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process and with a class path of its own; it ends when its starter does. */
final class ServerProcess {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path output;

  private ServerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Returns once it answers.
   *
   * @param output where it prints to
   * @param question what to ask it; any answer will do
   */
  static ServerProcess start(
      Class<?> main, List<String> words, Map<String, String> environment, Path output, URI question)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    ServerProcess server = new ServerProcess(builder.start(), output);
    server.awaitAnswer(question);
    return server;
  }

  private void awaitAnswer(URI question) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(question).timeout(PATIENCE).build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          kill();
          throw new IOException(
              "it did not answer at " + question + ":\n" + Files.readString(output), notYet);
        }
        process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * @param name as {@code kill} takes it, such as STOP
   */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** The build leaves what this module needs beside its classes. */
  private static String classPath() throws IOException {
    Path classes =
        Path.of(
            URI.create(
                ServerProcess.class.getProtectionDomain().getCodeSource().getLocation() + ""));
    Path list = classes.resolveSibling("classpath.txt");
    if (!Files.exists(list)) {
      throw new IOException("there is no " + list + ": build the module lakes first");
    }
    return classes + File.pathSeparator + Files.readString(list).strip();
  }
}
