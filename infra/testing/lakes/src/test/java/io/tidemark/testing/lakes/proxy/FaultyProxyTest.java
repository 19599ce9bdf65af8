package io.tidemark.testing.lakes.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;
  private FaultyProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    proxy = FaultyProxy.start(0, server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    done.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length);
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.stop(0);
  }

  @Test
  void handsOnWhatItIsNotToldToSpoil() throws Exception {
    assertThat(put("/a", 100_000).body()).hasSize(100_000);
    assertThat(put("/b", 1).body()).hasSize(1);
    assertThat(done).containsExactly("PUT /a 100000", "PUT /b 1");
  }

  @Test
  void aRefusedRequestDoesNotReachTheServer() throws Exception {
    proxy.set(new RefusedRequestFault(false));
    assertThat(put("/a", 100).statusCode()).isEqualTo(503);
    proxy.set(new RefusedRequestFault(true));
    assertThatThrownBy(() -> put("/a", 100)).isInstanceOf(IOException.class);
    proxy.set(ExchangeInterceptor.PASS);
    assertThat(put("/b", 100).statusCode()).isEqualTo(200);
    assertThat(done).containsExactly("PUT /b 100");
  }

  @Test
  void aRequestIsDoneWhoseAnswerIsLost() throws Exception {
    LostResponseFault losing =
        new LostResponseFault(Pattern.compile("PUT /lost .*"), LostResponseFault.Loss.RESET);
    proxy.set(losing);
    assertThatThrownBy(() -> put("/lost", 100)).isInstanceOf(IOException.class);
    assertThat(put("/other", 100).statusCode()).isEqualTo(200);
    assertThat(done).containsExactly("PUT /lost 100", "PUT /other 100");
    assertThat(losing.struck()).isEqualTo(1);
  }

  @Test
  void aGatewayTellsThatItWaitedInVain() throws Exception {
    proxy.set(
        new LostResponseFault(Pattern.compile("PUT .*"), LostResponseFault.Loss.GATEWAY_TIMEOUT));
    assertThat(put("/lost", 100).statusCode()).isEqualTo(504);
    assertThat(done).containsExactly("PUT /lost 100");
  }

  @Test
  void anUploadBreaksInItsMiddle() throws Exception {
    proxy.set(new UploadResetFault(0));
    assertThatThrownBy(() -> put("/a", 1_000_000)).isInstanceOf(IOException.class);
    assertThat(done).isEmpty();
  }

  @Test
  void aSlowAnswerComes() throws Exception {
    proxy.set(new SlowNetworkFault(1_000_000, Duration.ofMillis(300)));
    long start = System.nanoTime();
    assertThat(put("/a", 100_000).body()).hasSize(100_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void aServerThatIsNotThereLooksLikeABrokenConnection() {
    server.stop(0);
    assertThatThrownBy(() -> put("/a", 1)).isInstanceOf(IOException.class);
  }

  private HttpResponse<byte[]> put(String path, int bytes) throws Exception {
    URI place = proxy.endpoint().resolve(path);
    return client.send(
        HttpRequest.newBuilder(place)
            .timeout(Duration.ofSeconds(20))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
