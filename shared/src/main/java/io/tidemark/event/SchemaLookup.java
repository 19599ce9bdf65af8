package io.tidemark.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** Asks a schema registry for Avro schemas, by Confluent's REST interface. */
final class SchemaLookup {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String url;
  private final Optional<String> authorization;

  /**
   * @param username null for none
   */
  SchemaLookup(String url, String username, String password) {
    this.url = url;
    this.authorization =
        Optional.ofNullable(username)
            .map(user -> (user + ":" + password).getBytes(StandardCharsets.UTF_8))
            .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /**
   * The schema of that number; empty if there is none, or it is not one of Avro.
   *
   * @throws UncheckedIOException if the registry does not answer: nothing may be rejected for that
   */
  Optional<Schema> schema(int id) {
    return get("/schemas/ids/" + id)
        .filter(answer -> answer.path("schemaType").asText("AVRO").equals("AVRO"))
        .map(answer -> parse(answer, new Schema.Parser()));
  }

  /** What a schema refers to is parsed before it. */
  private Schema parse(JsonNode answer, Schema.Parser parser) {
    for (JsonNode reference : answer.path("references")) {
      String subject =
          URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8);
      String path = "/subjects/" + subject + "/versions/" + reference.path("version").asText();
      if (!parser.getTypes().containsKey(reference.path("name").asText())) {
        parse(get(path).orElseThrow(() -> failed(path, "it is not there")), parser);
      }
    }
    return parser.parse(answer.path("schema").asText());
  }

  private Optional<JsonNode> get(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(PATIENCE)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    authorization.ifPresent(a -> request.header("Authorization", a));
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      if (answer.statusCode() != OK) {
        throw failed(path, "status " + answer.statusCode());
      }
      return Optional.of(JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw failed(path, e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(path, "interrupted");
    }
  }

  private UncheckedIOException failed(String path, String why) {
    return new UncheckedIOException(
        new IOException("the schema registry " + url + " does not answer to " + path + ": " + why));
  }
}
