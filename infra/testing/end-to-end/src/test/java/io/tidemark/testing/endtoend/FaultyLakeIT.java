package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.lake.Lake;
import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.lakes.RestCatalogServer;
import io.tidemark.testing.lakes.S3ProxyServer;
import io.tidemark.testing.lakes.proxy.ExchangeInterceptor;
import io.tidemark.testing.lakes.proxy.FaultyProxy;
import io.tidemark.testing.lakes.proxy.LostResponseFault;
import io.tidemark.testing.lakes.proxy.LostResponseFault.Loss;
import io.tidemark.testing.lakes.proxy.UploadResetFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Imports and maintenance over a store and a catalog that fail them: whatever a command says, the
 * same again ends well, and the tables have every row once.
 */
@Tag("long")
final class FaultyLakeIT {

  private static final int FILES = 2;
  private static final int ROWS = 50;
  private static final int SECONDS = 3;
  @TempDir private static Path dir;
  private static S3ProxyServer store;
  private static FaultyProxy storeProxy;
  private static RestCatalogServer catalog;
  private static FaultyProxy catalogProxy;

  /** What goes wrong, for a few seconds. */
  private enum Fault {
    COMMITS_WITHOUT_ANSWER,
    UPLOADS_BREAK;

    void begin() {
      switch (this) {
        case COMMITS_WITHOUT_ANSWER ->
            catalogProxy.set(
                new LostResponseFault(LostResponseFault.REST_COMMIT, Loss.GATEWAY_TIMEOUT));
        case UPLOADS_BREAK -> storeProxy.set(new UploadResetFault(1_000));
      }
    }

    static void end() {
      catalogProxy.set(ExchangeInterceptor.PASS);
      storeProxy.set(ExchangeInterceptor.PASS);
    }
  }

  @BeforeAll
  static void startServers() throws Exception {
    List<Integer> ports = PortFinder.free(2);
    store = S3ProxyServer.start(dir.resolve("store"), ports.get(0));
    storeProxy = FaultyProxy.start(0, ports.get(0));
    catalog =
        RestCatalogServer.start(
            dir.resolve("rest"), ports.get(1), S3ProxyServer.properties(storeProxy.endpoint()));
    catalogProxy = FaultyProxy.start(0, ports.get(1));
    Files.createDirectories(dir.resolve("orders"));
    for (int file = 0; file < FILES; file++) {
      int first = file * ROWS;
      Files.writeString(
          dir.resolve("orders/" + file + ".json"),
          IntStream.range(first, first + ROWS)
              .mapToObj(i -> "{\"id\": " + (i % 10 == 9 ? null : i) + ", \"at\": 1546300800000}\n")
              .collect(Collectors.joining()));
    }
  }

  @AfterAll
  static void stopServers() throws Exception {
    catalogProxy.close();
    catalog.close();
    storeProxy.close();
    store.close();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void nothingIsLostOrDoubled(Fault fault) throws Exception {
    Path environment = environment(fault.name().toLowerCase(Locale.ROOT));
    String[] load = {"import", "old", dir.resolve("orders").toString(), "--commit-every", "1kB"};
    fail(fault, environment, load);
    assertThat(run(environment, load)).contains("files");
    assertWhole(environment);
    String[] maintain = {"maintain", "--settled", "1ms", "--min-files", "2"};
    fail(fault, environment, maintain);
    run(environment, maintain);
    assertWhole(environment);
    try (Lake lake = lake(environment)) {
      assertThat(lake.table("orders").currentSnapshot().summary())
          .containsEntry("total-data-files", "1");
    }
  }

  /** However that ends. */
  private static void fail(Fault fault, Path environment, String... command) throws IOException {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    fault.begin();
    try {
      clock.schedule(Fault::end, SECONDS, TimeUnit.SECONDS);
      new ImportedOrdersFixture(dir).run(environment, command);
    } finally {
      clock.shutdownNow();
      Fault.end();
    }
  }

  private static void assertWhole(Path environment) throws IOException {
    assertThat(ids(environment, "orders")).hasSize(FILES * ROWS * 9 / 10).doesNotHaveDuplicates();
    assertThat(ids(environment, "rejects")).hasSize(FILES * ROWS / 10).doesNotHaveDuplicates();
  }

  private static List<String> ids(Path environment, String table) throws IOException {
    List<String> ids = new ArrayList<>();
    try (Lake lake = lake(environment);
        CloseableIterable<Record> rows = IcebergGenerics.read(lake.table(table)).build()) {
      rows.forEach(
          row -> ids.add(row.getField("_kafka_topic") + "-" + row.getField("_kafka_offset")));
    }
    return ids;
  }

  private static Lake lake(Path environment) {
    var read = EnvironmentFile.read(environment);
    return Lake.open(read, read.namespace().orElseThrow());
  }

  private static Path environment(String namespace) throws IOException {
    Map<String, String> properties = new HashMap<>(S3ProxyServer.properties(storeProxy.endpoint()));
    properties.remove("warehouse"); // is the catalog's
    properties.put("type", "rest");
    properties.put("uri", catalogProxy.endpoint().toString());
    return new ImportedOrdersFixture(dir).environment(namespace, properties);
  }

  private static String run(Path environment, String... command) throws IOException {
    ImportedOrdersFixture.Said said = new ImportedOrdersFixture(dir).run(environment, command);
    assertThat(said.code()).as(said.text()).isZero();
    return said.text();
  }
}
