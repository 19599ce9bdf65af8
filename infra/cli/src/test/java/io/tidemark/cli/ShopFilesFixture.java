package io.tidemark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pipeline and environment file of a user, in a test's directory. */
final class ShopFilesFixture {

  static final String PIPELINE =
      """
      pipeline: shop
      streams:
        activity:
          topic: shop.activity
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
            price: DECIMAL(10, 2)
          id: event_id
          time: occurred_at
      features:
        customer:
          entity: [customer_id]
          from: [activity]
          columns:
            events_1h: { agg: count(*), window: 1 h }
            spend_30d: { agg: sum(price), window: 30 d step 1 h }
            share: { sql: "spend_30d / NULLIF(events_1h, 0)" }
      """;

  private ShopFilesFixture() {}

  static Path pipeline(Path dir) {
    return write(dir.resolve("shop.yaml"), PIPELINE);
  }

  /** Everything below the directory but Kafka. */
  static String environment(Path dir, String servers) {
    return """
        kafka:
          bootstrap.servers: %s
        catalog:
          catalog-impl: org.apache.iceberg.jdbc.JdbcCatalog
          uri: jdbc:sqlite:%s/catalog.db
          warehouse: %s/warehouse
        checkpoints: file://%s/checkpoints
        checkpoint_interval: 1 s
        """
        .formatted(servers, dir, dir, dir);
  }

  static Path write(Path file, String content) {
    try {
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
