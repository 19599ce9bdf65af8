package io.tidemark.testing.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tracks checkpoints (by Flink's REST API) and heap (by the log of the garbage collector) of a job
 * in another process; {@link BacklogSuite} prints it.
 */
final class JobResourceTracker {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MEGABYTE = 1e6;

  /** {@code Pause Young (Allocation Failure) 300M->120M(512M)}: what is left. */
  private static final Pattern LEFT = Pattern.compile("->(\\d+)M\\(");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String jobs;
  private final Path gc;
  private JsonNode checkpoints = JSON.createObjectNode();

  /**
   * @param gc what {@code -Xlog:gc} writes
   */
  JobResourceTracker(int port, Path gc) {
    this.jobs = "http://127.0.0.1:" + port + "/jobs";
    this.gc = gc;
  }

  /** Looks once; a job that does not answer yet, or any more, is as it was. */
  void look() throws InterruptedException {
    try {
      String id = get(jobs).path("jobs").path(0).path("id").asText();
      JsonNode now = get(jobs + "/" + id + "/checkpoints");
      if (now.path("counts").path("completed").asInt() > 0) {
        checkpoints = now;
      }
    } catch (IOException away) {
      return;
    }
  }

  private JsonNode get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private double summary(String what, String of) {
    return checkpoints.path("summary").path(what).path(of).asDouble();
  }

  private long heapMegabytes() throws IOException {
    try (Stream<String> lines = Files.lines(gc)) {
      return lines
          .map(LEFT::matcher)
          .filter(Matcher::find)
          .mapToLong(m -> Long.parseLong(m.group(1)))
          .max()
          .orElse(0);
    }
  }

  /** Of all checkpoints the largest and the slowest, and the most that a collection has left. */
  @Override
  public String toString() {
    try {
      return String.format(
          Locale.ROOT,
          "%d checkpoints, %d failed; the largest %.1f MB, the last %.1f MB; the slowest %.1f s,"
              + " on average %.1f s; heap after collections at most %d MB",
          checkpoints.path("counts").path("completed").asInt(),
          checkpoints.path("counts").path("failed").asInt(),
          summary("state_size", "max") / MEGABYTE,
          checkpoints.path("latest").path("completed").path("state_size").asDouble() / MEGABYTE,
          summary("end_to_end_duration", "max") / 1000,
          summary("end_to_end_duration", "avg") / 1000,
          heapMegabytes());
    } catch (IOException e) {
      return "no log of the collections: " + e.getMessage();
    }
  }
}
