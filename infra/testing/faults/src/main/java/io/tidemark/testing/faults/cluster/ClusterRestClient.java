package io.tidemark.testing.faults.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Client of a JobManager's REST API: slots, job states and the TaskManager of a committer. {@link
 * FlinkCluster#page} has one.
 *
 * @param port where it listens
 */
public record ClusterRestClient(int port) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Slots of the TaskManagers that it knows; 0 while it does not answer. */
  int slots() throws InterruptedException {
    return get("overview").map(page -> page.get("slots-total").asInt()).orElse(0);
  }

  /** State of a job, such as RUNNING; empty while nobody answers, or for an unknown job. */
  public Optional<String> state(String job) throws InterruptedException {
    return get("jobs/" + job).map(page -> page.get("state").asText());
  }

  /** Id of the TaskManager that commits to a table; empty if it does not run now. */
  public Optional<String> committer(String job, String table) throws InterruptedException {
    Optional<JsonNode> page = get("jobs/" + job);
    if (page.isEmpty()) {
      return Optional.empty();
    }
    for (JsonNode vertex : page.get().get("vertices")) {
      String name = vertex.get("name").asText();
      if (name.contains("table-" + table) && name.contains("Committer")) {
        return get("jobs/" + job + "/vertices/" + vertex.get("id").asText())
            .map(subtasks -> subtasks.get("subtasks").get(0).path("taskmanager-id").asText());
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> get(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address() + "/" + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(new ObjectMapper().readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
