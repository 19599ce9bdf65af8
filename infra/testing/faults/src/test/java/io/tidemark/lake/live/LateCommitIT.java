package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.lake.EventTableEvolution;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import io.tidemark.lake.read.TableReport;
import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.lakes.RestCatalogServer;
import io.tidemark.testing.lakes.proxy.ExchangeInterceptor;
import io.tidemark.testing.lakes.proxy.FaultyProxy;
import io.tidemark.testing.lakes.proxy.LostResponseFault;
import io.tidemark.testing.lakes.proxy.ProxyExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit that is on its way to a REST catalog while another run takes the table over, or evolve
 * changes the table.
 */
class LateCommitIT {

  private static final TableLayout LAYOUT =
      new TableLayout(
          "events",
          "",
          List.of(new LayoutColumn("id", new BigIntType(false), "")),
          TimePartitioning.NONE,
          "");

  private static final TableLayout WIDER =
      new TableLayout(
          "events",
          "",
          List.of(
              new LayoutColumn("id", new BigIntType(false), ""),
              new LayoutColumn("pieces", new IntType(true), "")),
          TimePartitioning.NONE,
          "");

  @TempDir Path dir;

  private RestCatalogServer catalog;
  private FaultyProxy proxy;
  private Lake lake;

  @BeforeEach
  void start() throws Exception {
    catalog =
        RestCatalogServer.start(
            dir.resolve("catalog"),
            PortFinder.free(1).get(0),
            Map.of("warehouse", dir.resolve("warehouse").toString()));
    proxy = FaultyProxy.start(0, catalog.uri().getPort());
    lake = lake(catalog.uri());
    lake.ensureAll(List.of(LAYOUT));
  }

  @AfterEach
  void stop() throws Exception {
    lake.close();
    proxy.close();
    catalog.close();
  }

  @Test
  void isRefusedWhereAnotherRunHasTakenTheTableOver() throws Exception {
    assertRefused("newer", () -> new WriterLease("newer").takeOver(lake, List.of("events")));
    assertThat(TableReport.countRows(lake.table("events"))).isZero();
  }

  @Test
  void isRefusedWhereTheTableHasOtherColumns() throws Exception {
    Table events = lake.table("events");
    events.newAppend().appendFile(file(events, "before")).commit();
    assertRefused(
        "evolve has changed its definition",
        () -> new EventTableEvolution(WIDER, lake.table("events"), Map.of()).commit(false));
    assertThat(TableReport.countRows(events)).isEqualTo(1);
  }

  private void assertRefused(String why, Runnable meanwhile) throws Exception {
    try (Lake slow = lake(proxy.endpoint())) {
      WriterLease run = new WriterLease("older");
      run.takeOver(slow, List.of("events"));
      AppendFiles append = append(slow, run);
      Held held = new Held();
      proxy.set(held);
      CompletableFuture<Void> commit = CompletableFuture.runAsync(append::commit);
      held.arrived.await();

      meanwhile.run();
      held.released.countDown();

      assertThatThrownBy(commit::join).hasStackTraceContaining(why);
    }
  }

  private static AppendFiles append(Lake lake, WriterLease run) {
    AgreedFingerprint agreed = AgreedFingerprint.of(lake.table("events"));
    LiveTableLoader loader = new LiveTableLoader(lake.loader("events"), run, agreed, 1);
    loader.open();
    Table table = loader.loadTable();
    return table
        .newAppend()
        .appendFile(file(table, "live"))
        .set("flink.job-id", "job")
        .set("flink.operator-id", "sink")
        .set("flink.max-committed-checkpoint-id", "1");
  }

  private static DataFile file(Table table, String name) {
    return DataFiles.builder(table.spec())
        .withPath(table.location() + "/data/" + name + ".parquet")
        .withFileSizeInBytes(10)
        .withRecordCount(1)
        .build();
  }

  private Lake lake(URI uri) throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("environment.yaml"),
            """
            kafka: { bootstrap.servers: "nowhere:9092" }
            catalog: { type: rest, uri: "%s" }
            checkpoints: file:///nowhere
            """
                .formatted(uri));
    return Lake.open(EnvironmentFile.read(file), "shop");
  }

  /** Keeps the first commit that comes until it is released. */
  private static final class Held implements ExchangeInterceptor {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public int request(ProxyExchange exchange, int bytes) throws InterruptedException {
      if (LostResponseFault.REST_COMMIT.matcher(exchange.line()).matches()) {
        arrived.countDown();
        released.await();
      }
      return bytes;
    }
  }
}
