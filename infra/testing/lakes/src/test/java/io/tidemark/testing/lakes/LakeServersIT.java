package io.tidemark.testing.lakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.lakes.proxy.ExchangeInterceptor;
import io.tidemark.testing.lakes.proxy.FaultyProxy;
import io.tidemark.testing.lakes.proxy.LostResponseFault;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeServersIT {

  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));
  private static final Namespace NAMESPACE = Namespace.of("shop");

  @TempDir private static Path dir;
  private static S3ProxyServer store;
  private static RestCatalogServer catalog;
  private static FaultyProxy proxy;

  @BeforeAll
  static void start() throws Exception {
    store = S3ProxyServer.start(dir.resolve("store"), freePort());
    catalog =
        RestCatalogServer.start(
            dir.resolve("catalog"), freePort(), S3ProxyServer.properties(store.endpoint()));
    proxy = FaultyProxy.start(0, catalog.uri().getPort());
    try (RESTCatalog client = client(Map.of())) {
      client.createNamespace(NAMESPACE);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.close();
    catalog.close();
    store.close();
  }

  @Test
  void aTableOutlivesTheKillOfBothServers() throws Exception {
    try (RESTCatalog client = client(Map.of())) {
      client.createTable(TableIdentifier.of(NAMESPACE, "kept"), SCHEMA);
      catalog.kill();
      store.kill();
      store.restart();
      catalog.restart();
      Table table = client.loadTable(TableIdentifier.of(NAMESPACE, "kept"));
      table.updateProperties().set("a", "b").commit();
      assertThat(Files.list(metadata("kept")).filter(f -> f.toString().endsWith(".json")))
          .hasSize(2);
    }
  }

  @Test
  void aWrongSignatureIsRefused() throws Exception {
    try (RESTCatalog client = client(Map.of("s3.secret-access-key", "a guess"))) {
      Table table = client.createTable(TableIdentifier.of(NAMESPACE, "guarded"), SCHEMA);
      assertThatThrownBy(() -> table.io().newInputFile(table.location() + "/metadata").exists())
          .hasMessageContaining("403");
    }
  }

  @Test
  void aCommitHasHappenedWhoseAnswerWasLost() throws Exception {
    try (RESTCatalog client = client(Map.of())) {
      TableIdentifier name = TableIdentifier.of(NAMESPACE, "doubtful");
      Table table = client.createTable(name, SCHEMA);
      proxy.set(new LostResponseFault(LostResponseFault.REST_COMMIT, LostResponseFault.Loss.RESET));
      assertThatThrownBy(() -> table.updateProperties().set("a", "b").commit())
          .isInstanceOf(RuntimeException.class);
      proxy.set(ExchangeInterceptor.PASS);
      assertThat(client.loadTable(name).properties()).containsEntry("a", "b");
    } finally {
      proxy.set(ExchangeInterceptor.PASS);
    }
  }

  private static RESTCatalog client(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(S3ProxyServer.properties(store.endpoint()));
    properties.put("uri", proxy.endpoint().toString());
    properties.putAll(more);
    RESTCatalog client = new RESTCatalog();
    client.initialize("lake", properties);
    return client;
  }

  private static Path metadata(String table) {
    return S3ProxyServer.file(dir.resolve("store"), "warehouse/shop/" + table + "/metadata");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
