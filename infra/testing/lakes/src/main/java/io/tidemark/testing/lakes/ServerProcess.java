package io.tidemark.testing.lakes;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Process of a server, with a class path of its own. A Java server ends when its starter does, by
 * {@link ParentProcessListener}.
 */
final class ServerProcess {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 50;
  private static final String READY = "ready";

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
    return start(main.getName(), ownClassPath(), words, environment, output, question);
  }

  /** The same of a server with a class path of its own. */
  static ServerProcess start(
      String main,
      String classPath,
      List<String> words,
      Map<String, String> environment,
      Path output,
      URI question)
      throws IOException, InterruptedException {
    ServerProcess server =
        new ServerProcess(launch(main, classPath, words, environment, output), output);
    server.await(new Answer(question));
    return server;
  }

  /** The same of a program that is no Java. */
  static ServerProcess start(
      List<String> command, Map<String, String> environment, Path output, URI question)
      throws IOException, InterruptedException {
    ServerProcess server = new ServerProcess(launch(command, environment, output), output);
    server.await(new Answer(question));
    return server;
  }

  /** Returns once it has printed {@value #READY}. */
  static ServerProcess start(String main, String classPath, List<String> words, Path output)
      throws IOException, InterruptedException {
    Files.writeString(output, "");
    ServerProcess server =
        new ServerProcess(launch(main, classPath, words, Map.of(), output), output);
    server.await(() -> server.timesReady() > 0);
    return server;
  }

  private static Process launch(
      String main,
      String classPath,
      List<String> words,
      Map<String, String> environment,
      Path output)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(words);
    return launch(command, environment, output);
  }

  private static Process launch(List<String> command, Map<String, String> environment, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Whether a server can be used. */
  private interface Readiness {
    boolean isReached() throws IOException, InterruptedException;
  }

  private record Answer(URI question) implements Readiness {
    @Override
    public boolean isReached() throws InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(question).timeout(PATIENCE).build();
      try {
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        return true;
      } catch (IOException notYet) {
        return false;
      }
    }
  }

  /** Number of times that it has printed {@value #READY}. */
  private long timesReady() throws IOException {
    try (Stream<String> lines = Files.lines(output)) {
      return lines.filter(READY::equals).count();
    }
  }

  private void await(Readiness readiness) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!readiness.isReached()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        kill();
        throw new IOException("it is not there (" + readiness + "):\n" + Files.readString(output));
      }
      process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Has it do something; returns once it has printed {@value #READY} once more. */
  void order(String order) throws IOException, InterruptedException {
    long before = timesReady();
    process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    await(() -> timesReady() > before);
  }

  /** Lets it end by itself, as it does when its starter has. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      kill();
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
  static String ownClassPath() throws IOException {
    return classPath(ownClasses());
  }

  /** Directory of this module's classes, as the build has left it. */
  static Path ownClasses() {
    return Path.of(
        URI.create(ServerProcess.class.getProtectionDomain().getCodeSource().getLocation() + ""));
  }

  /**
   * @param classes of a module that the build has left a list of what it needs beside
   */
  static String classPath(Path classes) throws IOException {
    Path list = classes.resolveSibling("classpath.txt");
    if (!Files.exists(list)) {
      throw new IOException("there is no " + list + ": build that module first");
    }
    return classes + File.pathSeparator + Files.readString(list).strip();
  }
}
