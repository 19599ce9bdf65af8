package io.tidemark.event.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.definition.SchemaRegistry;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import io.tidemark.event.decoder.EventDecoder;
import io.tidemark.event.decoder.EventDecoderFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.shaded.guava33.com.google.common.base.Ticker;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that nothing that a registry or a message has stops the job: both are somebody else's. */
@Timeout(60)
class ConfluentAvroFormatTest {

  private static final StreamDefinition STREAM =
      EventDecoderFixture.bare(
          s ->
              s.format("avro-confluent")
                  .column("id", "STRING NOT NULL")
                  .column("at", "BIGINT NOT NULL")
                  .column("note", "STRING")
                  .id("id")
                  .time("at"));
  private static final String FIELDS =
      "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"},"
          + "{\"name\":\"at\",\"type\":\"long\"}%s]}";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile int status = 404;
  private HttpServer server;
  private EventDecoder decoder;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    SchemaRegistry registry = new SchemaRegistry(url(), Optional.empty(), Optional.empty());
    decoder = new EventDecoder(STREAM, Optional.of(registry));
    decoder.open(new SimpleCounter());
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String answer = answers.get(exchange.getRequestURI().getPath());
    byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
    boolean endless = "endless".equals(answer);
    exchange.sendResponseHeaders(answer == null ? status : 200, endless ? 0 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
      if (endless) {
        out.flush();
        end.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void register(int id, String schema, String... references) {
    answers.put("/schemas/ids/" + id, entry(schema, references));
  }

  /** References are names, each the subject's, too. */
  private static String entry(String schema, String... references) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("schema", schema);
    for (String name : references) {
      ObjectNode reference = entry.withArray("references").addObject();
      reference.put("name", name).put("subject", name).put("version", 1);
    }
    return entry.toString();
  }

  private static String withNote(String type) {
    return FIELDS.formatted("event", ",{\"name\":\"note\"," + type + "}");
  }

  private static byte[] message(int id, byte... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
    out.writeBytes(new byte[] {4, 'e', '1'});
    for (long at = EventDecoderFixture.ARRIVED << 1; ; at >>>= 7) {
      if (at < 0x80) {
        out.write((int) at);
        break;
      }
      out.write((int) (at & 0x7F | 0x80));
    }
    out.writeBytes(more);
    return out.toByteArray();
  }

  private DecodedMessage decode(byte[] message) {
    return decoder.decode(EventDecoderFixture.record(message));
  }

  private void assertRejected(byte[] message, String detail) {
    DecodedMessage arrival = decode(message);
    assertThat(arrival).isInstanceOf(Rejected.class);
    assertThat(EventDecoderFixture.reason(arrival.row())).isEqualTo(RejectReason.MALFORMED);
    assertThat(EventDecoderFixture.detail(arrival.row())).contains(detail);
  }

  /** Schemas that registries take and Java's parser does not, though nobody reads what is wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":[\"null\",\"string\"],\"default\":\"\"",
        "\"type\":[\"null\",\"string\"],\"default\":7",
        "\"type\":[\"null\",{\"type\":\"string\",\"avro.java.string\":\"String\"}],\"default\":{}"
      })
  void anInvalidDefaultIsNoMatter(String type) {
    register(7, withNote(type));
    RowData event =
        EventDecoderFixture.accepted(
            decode(message(7, (byte) 2, (byte) 4, (byte) 'o', (byte) 'k')));
    assertThat(event.getString(2)).hasToString("ok");
  }

  @Test
  void neitherIsANameThatJavaCouldNotHave() {
    register(7, FIELDS.formatted("shop-event", ""));
    assertThat(decode(message(7))).isInstanceOf(Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"type\":\"flying\"}", "\"string\"", "[]", "{\"type\":7}", "7"})
  void aSchemaThatNobodyCanUseRejectsItsMessages(String schema) {
    register(7, schema);
    register(8, FIELDS.formatted("event", ""));
    for (int i = 0; i < 100; i++) {
      assertRejected(message(7), "the registry's schema 7 ");
      assertThat(decode(message(8))).isInstanceOf(Accepted.class);
    }
    assertThat(requests).hasValue(2);
  }

  @Test
  void soDoesOneThatIsDeeperThanAnyStack() {
    int depth = 200_000;
    register(7, "{\"type\":\"array\",\"items\":".repeat(depth) + "\"int\"" + "}".repeat(depth));
    assertRejected(message(7), "the registry's schema 7 cannot be used");
  }

  @Test
  void soDoesOneThatIsLargerThanAnySchema() {
    register(7, " ".repeat(17 << 20));
    assertRejected(message(7), "more than");
  }

  @Test
  void soDoesOneThatRefersToWhatIsMissingOrToItself() {
    register(7, FIELDS.formatted("event", ""), "shop.missing");
    assertRejected(message(7), "/subjects/shop.missing/versions/1 cannot be used: is missing");
    register(8, FIELDS.formatted("event", ""), "shop.a");
    answers.put("/subjects/shop.a/versions/1", entry("\"int\"", "shop.b"));
    answers.put("/subjects/shop.b/versions/1", entry("\"int\"", "shop.a"));
    assertRejected(message(8), "refers to itself");
  }

  @Test
  void anUnknownNumberIsAskedForOnceAWhile() {
    for (int i = 0; i < 1_000; i++) {
      assertRejected(message(7), "the registry has no Avro schema 7");
    }
    assertThat(requests).hasValue(1);
    assertRejected(message(-7), "the registry has no Avro schema -7");
    assertThat(requests).hasValue(1);
  }

  @Test
  void whatTheRegistryDoesNotHaveYetItMayHaveLater() throws Exception {
    AtomicLong nanos = new AtomicLong();
    RefusedSchemaCache refused =
        new RefusedSchemaCache(
            new Ticker() {
              @Override
              public long read() {
                return nanos.get();
              }
            });
    refused.add(7, new RejectedException(RejectReason.MALFORMED, "no"));
    refused.check(8);
    assertThatThrownBy(() -> refused.check(7)).hasMessage("no");
    nanos.addAndGet(RefusedSchemaCache.REMEMBERED.toNanos());
    refused.check(7);
    for (int id = 0; id < 1_000_000; id++) {
      refused.add(id, new RejectedException(RejectReason.MALFORMED, "no"));
    }
    refused.check(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500, 503})
  void aRegistryThatDoesNotAnswerRejectsNothing(int answer) {
    status = answer;
    assertThatThrownBy(() -> decode(message(7)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("status " + answer);
  }

  @Test
  void anAnswerWithoutEndIsNone() {
    answers.put("/schemas/ids/7", "endless");
    RegistryClient impatient = new RegistryClient(url(), null, null, Duration.ofMillis(300));
    assertThatThrownBy(() -> impatient.get("/schemas/ids/7"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no whole answer");
  }

  /** Java's tools ask for Java's strings in the schemas that they write. */
  @Test
  void whatIsNotUtf8IsRejectedWhateverTheSchemaAsksFor() {
    register(7, withNote("\"type\":{\"type\":\"string\",\"avro.java.string\":\"String\"}"));
    assertThat(decode(message(7, (byte) 4, (byte) 'o', (byte) 'k'))).isInstanceOf(Accepted.class);
    assertRejected(message(7, (byte) 4, (byte) 'o', (byte) 0xFF), "not UTF-8");
  }
}
