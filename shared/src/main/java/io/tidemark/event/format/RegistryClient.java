package io.tidemark.event.format;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * HTTP client of a schema registry, for {@link RegistrySchemaProvider}, with bounds for the time
 * and the size of an answer. What the registry does not have is a reject; a registry that does not
 * answer is a failure of the job, or its outage would reject good messages.
 */
final class RegistryClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LARGEST = 16 << 20;
  private static final int OK = 200;

  /** Not found, gone, and not to be processed: the registry is there, and does not have it. */
  private static final Set<Integer> HAS_NOT = Set.of(404, 410, 422);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String url;
  private final Duration patience;
  private final Optional<String> authorization;

  /**
   * @param username null for none
   */
  RegistryClient(String url, String username, String password) {
    this(url, username, password, PATIENCE);
  }

  RegistryClient(String url, String username, String password, Duration patience) {
    this.url = url;
    this.patience = patience;
    this.authorization =
        Optional.ofNullable(username)
            .map(user -> (user + ":" + password).getBytes(StandardCharsets.UTF_8))
            .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /**
   * Gets what the registry has at a path; empty if it has nothing.
   *
   * @throws RejectedException if the answer is too large to be a schema
   * @throws UncheckedIOException if the registry does not answer: nothing may be rejected for that
   */
  Optional<JsonNode> get(String path) throws RejectedException {
    try {
      HttpResponse<byte[]> answer = answer(path);
      if (HAS_NOT.contains(answer.statusCode())) {
        return Optional.empty();
      }
      if (answer.statusCode() != OK) {
        throw failed(path, "status " + answer.statusCode());
      }
      return Optional.of(JSON.readTree(answer.body()));
    } catch (BoundedBodySubscriber.TooLargeException e) {
      throw new RejectedException(
          RejectReason.MALFORMED, "the registry gives to " + path + " " + e.getMessage());
    } catch (IOException e) {
      throw failed(path, e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(path, "interrupted");
    }
  }

  /** Waits for the whole answer; the client's own timeout ends with its first line. */
  private HttpResponse<byte[]> answer(String path) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request(path), begin -> new BoundedBodySubscriber(LARGEST));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no whole answer within " + patience.toSeconds() + " s", e);
    }
  }

  private HttpRequest request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    authorization.ifPresent(a -> request.header("Authorization", a));
    return request.build();
  }

  private UncheckedIOException failed(String path, String why) {
    return new UncheckedIOException(
        new IOException("the schema registry " + url + " does not answer to " + path + ": " + why));
  }
}
